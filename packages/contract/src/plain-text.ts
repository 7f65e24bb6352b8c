import { z } from 'zod'
import { marksInARow, streamSafe } from './stream-safe.ts'
import { foldCase } from './text-keys.ts'

/*
 * Validation of typed text. What is rejected follows Unicode: control characters, characters that change the direction of the surrounding
 * text (UAX #9), and default ignorable ones (UAX #44), which are invisible, so that two names can look the same.
 * As in RFC 8264 and UTS #39 some of these are allowed where a script or an emoji needs them.
 */

const virama = '\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA\\u1039\\u17D2'
const emoji = '\\p{Extended_Pictographic}'
const joining = '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}\\p{Script=Adlam}'

/** A pattern of the tag characters that correspond to ASCII ones. */
const tagged = (text: string): string => [...text].map((letter) => `\\u{${(0xe0000 + letter.charCodeAt(0)).toString(16)}}`).join('')

/** Invisible characters where they are allowed, each with the character before it. */
const inPlace = [
  // Joiners of emoji, and after a virama (RFC 5892, appendix A.1 and A.2).
  new RegExp(`(${emoji}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=${emoji})`, 'gu'),
  new RegExp(`([${virama}])[\\u200C\\u200D]`, 'gu'),
  // Zero-width non-joiner between letters that would join, as in Persian.
  new RegExp(`([${joining}]\\p{M}{0,8})\\u200C(?=[${joining}])`, 'gu'),
  // Variation selectors of an emoji, a keycap or a Han character.
  new RegExp(`(${emoji})[\\uFE0E\\uFE0F]`, 'gu'),
  /([0-9#*])\uFE0F(?=\u20E3)/gu,
  /(\p{Script=Han})[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu,
  /(\p{Script=Mongolian})[\u180B-\u180D\u180F]/gu,
  // Flags of England, Scotland and Wales, the only tag sequences that RGI emoji have (UTS #51): gbeng, gbsct, gbwls.
  new RegExp(`(\\u{1F3F4})(?:${['eng', 'sct', 'wls'].map((part) => tagged(`gb${part}`)).join('|')})\\u{E007F}`, 'gu'),
]
const withoutInPlace = (text: string): string => inPlace.reduce((rest, pattern) => rest.replace(pattern, '$1'), text)

/** Line breaks and other controls, direction marks, invisible characters, lone surrogates and noncharacters. */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]/u
/** In running text, line feeds, tabs, soft hyphens, break opportunities and direction marks are allowed; characters that reorder it are not. */
const hiddenInText = /[^\P{Cc}\t\n]|[\p{Cs}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069]/u
const hiddenAnywhere = new RegExp(hidden.source, 'gu')
const hiddenAnywhereInText = new RegExp(hiddenInText.source, 'gu')

/** More marks on one letter than any script uses; they would overlap the lines around them. */
const pileOfMarks = /(\p{M}{8})\p{M}+/gu

/** True when the text has nothing visible: spaces, marks without a letter, and the blank pattern of Braille. */
const looksEmpty = (text: string): boolean => !/[^\p{Z}\p{M}\p{C}\u2800]/u.test(text)

/** True for one line without hidden characters, except those that a script or an emoji needs, and with at most eight marks on a letter. */
export const isPlainLine = (text: string): boolean => (!hidden.test(text) || !hidden.test(withoutInPlace(text))) && text.search(pileOfMarks) === -1

/** Any text as one line in NFC: hidden characters are removed, line breaks become spaces. For text from external systems, which cannot be rejected. */
export const toPlainLine = (text: string): string => {
  const line = streamSafe(text)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
  return (isPlainLine(line) ? line : line.replace(hiddenAnywhere, '').replace(pileOfMarks, '$1')).trim()
}

/** Joiners and variation selectors: they only change how a letter is drawn. */
const drawing = /\u200C|\u200D|\p{Variation_Selector}/gu

/**
 * Two names are equal when their keys are: compatibility forms (half and full width), case, runs of spaces, joiners and variants of a
 * character are ignored (RFC 8266).
 * `Straße`, `STRAẞE` and `STRASSE` are equal. Accents are not ignored, unlike in `searchKey`.
 */
export const nameKey = (name: string): string => foldCase(streamSafe(name).normalize('NFKC').replace(drawing, '')).normalize('NFKC').replace(/\s+/g, ' ').trim()

const toLines = (text: string): string => text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
const plainLine = 'One line, without invisible characters, and with at most eight marks on a letter'

/** A name: one visible line, in NFC (RFC 8264, RFC 8265). Lengths are UTF-16 units. */
export const Name = (max: number) => Line(max, 1).refine((text) => !looksEmpty(text), 'A name that can be seen')

/** Rejects raw text that is too long to be within `max` after any normalization, before anything else processes it. */
const Measured = (max: number) =>
  z.string().refine((text) => text.length <= 4 * max + 1000, { error: `Too big: expected string to have <=${max} characters`, abort: true })

/** `Measured` without long runs of marks, so that normalizing takes linear time. */
const Given = (max: number) => Measured(max).refine((text) => !marksInARow.test(text), { error: 'With at most thirty marks in a row', abort: true })

/** One line, which may be empty. */
export const Line = (max: number, min = 0) => Given(max).normalize('NFC').trim().min(min).max(max, { abort: true }).refine(isPlainLine, plainLine)

/** A search term: hidden characters are removed instead of rejected. */
export const SearchText = (max: number, min = 0) => z.string().max(max, { abort: true }).overwrite(toPlainLine).min(min)

/** Running text in NFC with LF line endings. */
export const Text = (max: number, min = 0) =>
  Given(max)
    .overwrite(toLines)
    .normalize('NFC')
    .trim()
    .min(min)
    .max(max, { abort: true })
    .refine((text) => !hiddenInText.test(text), 'Without control characters, or ones that reorder the text')

/** Running text from a model or from older rows: what `Text` would reject is removed. */
export const CleanText = (max: number, min = 0) =>
  Measured(max)
    .overwrite((text) => streamSafe(toLines(text)).normalize('NFC').replace(hiddenAnywhereInText, ''))
    .min(min)
    .max(max)
/** The same for one line; text without anything visible becomes empty. */
export const CleanLine = (max: number, min = 0) =>
  Measured(max)
    .overwrite((text) => (looksEmpty(text) ? '' : toPlainLine(text)))
    .min(min)
    .max(max)

/** The name of an entry in a record: `line`, except `__proto__`, whose assignment is silently dropped. */
export const EntryName = (line: z.ZodString) => line.refine((name) => name !== '__proto__', 'No entry can be named __proto__.')

/**
 * A password, token or code to be compared with a stored one: any string of limited length. A malformed one gets the error of a wrong one;
 * an empty one is missing (RFC 6749, section 3.2).
 */
export const Credential = z.string().min(1).max(4000)

/** A key or code that is stored or passed on, and never displayed: visible ASCII. */
export const Opaque = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[\x21-\x7e]*$/, 'Visible ASCII characters')
