import { streamSafe } from './stream-safe.ts'

/*
 * Search and sort keys of texts: the same in the browser, on SQLite, which folds ASCII only, and on Postgres, which sorts by its operating
 * system's locale. Keys are compared by code points, so their columns are compared as bytes. Keys are stored: when the output of these
 * functions changes, the stored keys have to be regenerated (see ADR 21).
 */

/** Invisible characters and noncharacters; and Arabic tatweel, which only stretches a word. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Noncharacter_Code_Point}\u0640]/gu
const spaces = /[\p{Cc}\s]+/gu
/**
 * Marks that are ignored in a search: accents, Hebrew points, Arabic vowels, not the vowels of Indic scripts. A Japanese sound mark is
 * kept because it makes another sound.
 */
const accents = /(?![\u3099\u309A])(?=[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Cyrillic}])\p{M}/gu

/** Letters without a decomposition in Unicode, and signs that keyboards have no key for. */
const plainForms: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ƀ: 'b',
  ƶ: 'z',
  ɨ: 'i',
  ʉ: 'u',
  ς: 'σ',
  ґ: 'г',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
  '−': '-',
}
const withPlainForm = new RegExp(`[${Object.keys(plainForms).join('')}]`, 'gu')
/** Katakana with a hiragana of the same sound, 96 code points before them. */
const katakana = /[\u30A1-\u30F6\u30FD]/g

/** Full case folding, by converting to both cases: `ẞ`, `ß` and `SS` are equal, and so are `ı` and `I`. */
export const foldCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase()
const toHiragana = (text: string): string => text.replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
const decompose = (text: string): string => streamSafe(text.replace(unseen, '')).normalize('NFKD').replace(unseen, '').replace(spaces, ' ').trim()
const fold = (text: string): string => toHiragana(foldCase(text).replace(withPlainForm, (letter) => plainForms[letter] ?? letter))

/** Cuts to `max` UTF-16 units, without splitting a surrogate pair. */
const cut = (text: string, max: number): string => (text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, ''))

/** Longer than any searchable text, whose folding rarely makes it longer. */
const longestSearched = 20_000

/**
 * The search key of a text: case, accents, width, kana, invisible characters and runs of spaces are ignored. Two texts are equal when
 * their keys are, and a text contains a search term when its key contains that of the term. At most 20,000 UTF-16 units without control
 * characters; empty when there is nothing to search for.
 */
export const searchKey = (text: string): string =>
  cut(
    fold(decompose(cut(text, longestSearched)).replace(accents, ''))
      .normalize('NFC')
      .replace(spaces, ' ')
      .trim(),
    longestSearched,
  )

/** Cyrillic letters whose code points are not in alphabetical order: each with the letter it follows (DUCET). */
const followers: Readonly<Record<string, string>> = { д: 'ђ', е: 'є', з: 'ѕ', и: 'ій', л: 'љ', н: 'њ', т: 'ћ', у: 'ў', ч: 'џ' }
const beyondLetters = 0x10fff0
const placed = new Map(
  Object.entries(followers).flatMap(([letter, next]) => [...next].map((follower, i) => [follower, letter + String.fromCodePoint(beyondLetters + i)])),
)
placed.set('ј', `${placed.get('й')}\u{10FFFD}`)

const smallKana = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const largeKana = 'あいうえおつやゆよわかけ'
const character = /(\P{M})(\p{M}*)|\p{M}+/gu
/** For sorting, a sound mark of kana counts as an accent too: dictionaries sort が with か. */
const isAccent = new RegExp(`^(?:${accents.source}|[\\u3099\\u309A])$`, 'u')

/** The collation weights of a character: its letter, its accents, and its case or kind of kana. */
interface Weights {
  letter: string
  accent: string
  form: string
}

const weigh = (base: string, marks: string): Weights => {
  const folded = fold(base)
  const small = smallKana.indexOf(folded)
  const isPlain = foldCase(base) === base && toHiragana(base) === base
  const form = `${isPlain ? '0' : '1'}${small < 0 ? '' : '1'}`
  const own = placed.get(fold(base + marks).normalize('NFC'))
  if (own !== undefined) return { letter: own, accent: '0', form }
  const letter = largeKana[small] ?? placed.get(folded) ?? folded
  const accent = [...marks].filter((mark) => isAccent.test(mark)).join('')
  return {
    // Signs that follow the digits in ASCII are sorted before them.
    letter: (letter >= '0' && /^[\p{P}\p{S}]/u.test(letter) ? `/${letter}` : letter) + [...marks].filter((mark) => !isAccent.test(mark)).join(''),
    accent: accent || (foldCase(base) in plainForms ? '1' : '0'),
    form,
  }
}

/** Cuts to `max` bytes of UTF-8, without splitting a character. */
const cutBytes = (text: string, max: number): string => {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(max))
  return text.slice(0, read)
}

/** In UTF-16 units. No name or title is longer. */
const longestSorted = 255

/**
 * The sort key of a text, independent of the language: first by letters (é is an e, Ö an O, が a か), then by accents, then lower case
 * before upper case, as in the Unicode Collation Algorithm (UTS #10). Signs come before digits, digits before letters; scripts are in the
 * order of Unicode. Keys are compared by code points, which is the order of their UTF-8 bytes. At most 900 bytes.
 */
export const collationKey = (text: string): string => {
  const weights = [...decompose(cut(text, longestSorted)).matchAll(character)].map(([whole, base, marks]) => weigh(base ?? whole, marks ?? ''))
  const level = (of: keyof Weights): string => weights.map((weight) => weight[of]).join('')
  // Trailing lowest weights do not affect the order.
  const [accent, form] = [level('accent').replace(/0+$/, ''), level('form').replace(/0+$/, '')]
  return `${cutBytes(level('letter').normalize('NFC'), 600)}\u0001${cutBytes(`${accent}\u0001${form}`, 299)}`
}
