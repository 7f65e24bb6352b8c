import { toPlainLine } from './plain-text.ts'
import { graphemesOf } from './text.ts'

/** The text in at most `max` user-perceived characters. */
const cut = (text: string, max: number): string => {
  const kept: string[] = []
  for (const grapheme of graphemesOf(text)) {
    if (kept.length === max) return `${kept.join('').trimEnd()}…`
    kept.push(grapheme)
  }
  return text
}

/** What a label of a domain may hold to mail programs: letters with their marks, digits and symbols, which emoji are. */
const label = String.raw`[^\s\p{P}\p{C}]|[-_\u200D]`
/** Resolvers take the full stops of Chinese and Japanese for dots, too (RFC 3490, section 3.1). Between words of those scripts they end sentences. */
const dot = String.raw`\.|[。．｡](?=[a-z0-9０-９ａ-ｚ])`
/** Addresses of pages and shared folders, and domains with a path behind: mail programs and chats make links of them. */
const addresses = new RegExp(
  String.raw`\\\\[^\s\\]\S*|\b[a-z][a-z0-9+.-]{0,20}:\/\/\S*|\bwww\.\S+|(?<!${label}|[.。．｡])(?:(?:${label})+(?:${dot}))+[\p{L}\p{M}]{2,}(?:[/?#:]\S*)`,
  'giu',
)
/** A dot inside a domain. A dot that looks the same and is none keeps `Booking.com` readable. */
const domainDot = new RegExp(`(?<=${label})(?:${dot})(?=${label})`, 'giu')
/** The colon of `mailto:`, `tel:` and any other scheme (RFC 3986, section 3.1), which needs no slashes. `Re:Start` stays readable, too. */
const schemeColon = /:(?<=(?:^|[^a-z0-9])[a-z][a-z0-9+.-]*:)(?=\S)/giu

/**
 * What a stranger calls themselves or something of theirs, to stand in a mail or chat message of ours: one line of at
 * most `max` characters, with nothing that becomes a link and no quotation mark that ends ours.
 */
export const quotableName = (name: string, max = 60): string =>
  cut(
    toPlainLine(name)
      .replace(addresses, '…')
      .replace(schemeColon, '\u2236')
      .replace(domainDot, '\u2024')
      .replace(/[“”„‟"]/gu, "'")
      .replaceAll('「', '『')
      .replaceAll('」', '』')
      .trim(),
    max,
  )
