import { toPlainLine } from './plain-text.ts'
import { graphemesOf } from './text.ts'

/** Cuts the text to `max` user-perceived characters. */
const cut = (text: string, max: number): string => {
  const kept: string[] = []
  for (const grapheme of graphemesOf(text)) {
    if (kept.length === max) return `${kept.join('').trimEnd()}…`
    kept.push(grapheme)
  }
  return text
}

/** Characters that mail programs accept in a domain label: letters with their marks, digits and symbols (including emoji). */
const label = String.raw`[^\s\p{P}\p{C}]|[-_\u200D]`
/** Resolvers accept Chinese and Japanese full stops as dots, too (RFC 3490, section 3.1). Between words of those scripts they end sentences. */
const dot = String.raw`\.|[。．｡](?=[a-z0-9０-９ａ-ｚ])`
/** URLs, shared folders, and domains with a path: mail programs and chats turn them into links. */
const addresses = new RegExp(
  String.raw`\\\\[^\s\\]\S*|\b[a-z][a-z0-9+.-]{0,20}:\/\/\S*|\bwww\.\S+|(?<!${label}|[.。．｡])(?:(?:${label})+(?:${dot}))+[\p{L}\p{M}]{2,}(?:[/?#:]\S*)`,
  'giu',
)
/** A dot inside a domain. It is replaced with a lookalike, so that `Booking.com` stays readable. */
const domainDot = new RegExp(`(?<=${label})(?:${dot})(?=${label})`, 'giu')
/**
 * The colon of `mailto:`, `tel:` and any other scheme (RFC 3986, section 3.1), which needs no slashes. It is replaced with a lookalike, so
 * that `Re:Start` stays readable.
 */
const schemeColon = /:(?<=(?:^|[^a-z0-9])[a-z][a-z0-9+.-]*:)(?=\S)/giu

/**
 * A name chosen by another user, made safe for our mails and chat messages: one line of at most `max` characters, without anything that
 * becomes a link and without a quotation mark that could close ours.
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
