/** The non-ASCII letters of each Western language that occur together in one word, without letters of loanwords. */
const western = ['àâæçéèêëîïôœùûüÿ', 'áâãàçéêíóôõúü', 'áéíóúñü', 'àèéìíîïòóúùüç', 'áéíóúýðþæö', 'æøåéóòôêäöü', 'åäöüßéàõšž', 'áéíóúèàëïöüê']
/** The same for Central European languages: Czech, Slovak, Polish, Hungarian, Romanian, Croatian, German, Albanian. */
const central = ['áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'ąćęłńóśźż', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž', 'äöüß', 'çë']

const vowels = 'aeiouyáéíóúýàâãäåæèêëìîïòôõöøùûü'
/** The word stems in which French has û; elsewhere the byte is read as ű. */
const frenchStems = /(?:go|o|a|m|cr|d|fl|s)ût|fûts?$|[sm]ûr|brûl|bûch|^(?:re)?dûe?s?$|^(?:re)?crûe?s?$|eûn|qûr|ûment|soûl|aoûl|chûte|^mûs?$/gu
/**
 * Positions in which these letters occur in no Western language, so they are misread Central European ones: è before a vowel is č, õ other than
 * in -õe- is ő.
 */
const misplaced = new RegExp(
  [
    `è[${vowels}]|[èòàù].*[áíóúý]|[áíóúý].*[èòàù]`,
    // Estonian has õ in the first syllable, without the accents of Hungarian.
    '(?<!^[^aeiouyäöü]{0,2})õ(?!e)|õ$|õ.*[áéíóú]|[áéíóú].*õ|^õ.*ü',
    '(?<!^[slfrv]|irm|maç|nh|el|rom|alem|crist|an|órf|[ei])ãs?$|ã(?![oeis]|$)',
    `(?<!^|[fgr])þ|þ[^${vowels}rvj]`,
    '[aeiou]æ|æ[aiou]|[aeiou]ø[aeiou]|øi',
    'ê[zkg]|[iwj]ê|ê.*æ',
    '^ð|ì(?!s?$)|[ye]ò|ù(?!$)|^ï|(?<![aeouyi])ï|eï$',
    `ñ(?![${vowels}])|[aeiouy]œ|œ(?![uinsdcmtgbe])`,
  ].join('|'),
  'u',
)

const isWrittenWith = (letters: string, alphabets: readonly string[]): boolean =>
  alphabets.some((alphabet) => [...letters].every((one) => alphabet.includes(one)))
const beyondAscii = (word: string): string => word.replaceAll(/[a-z]/g, '')
const isWestern = (word: string): boolean =>
  isWrittenWith(beyondAscii(word), western) && !misplaced.test(word) && !word.replaceAll(frenchStems, '').includes('û')
const isCentral = (word: string): boolean => isWrittenWith(beyondAscii(word), central)

/** Longer runs are not words, and checking them takes time quadratic in their length. */
const longestWord = 40
/** Letters with the same bytes in both encodings. */
const shared = /^[a-zßáâäçéëíîóôöúüýšž]*$/
/** The lower-case words of a text that its encoding makes a difference to; º, ¹, ³ and ¿ inside a word are misread letters. */
const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}¹³º¿¾¼]+/gu) ?? []).filter((word) => word.length <= longestWord && /\p{L}/u.test(word) && !shared.test(word))

/**
 * How much better the words of a text fit Central European languages (Windows-1250) than Western ones (Windows-1252), given both decodings of
 * the same bytes: of the words that differ, the share that could belong to a Central European language minus the share that could belong to a
 * Western one, -1 to 1. It separates what letter frequencies cannot: `Kurz češtiny` and `Kurz èeštiny`.
 */
export const centralShare = (asCentral: string, asWestern: string): number => {
  const [ours, theirs] = [wordsOf(asCentral), wordsOf(asWestern)]
  return (ours.filter(isCentral).length - theirs.filter(isWestern).length) / Math.max(1, ours.length, theirs.length)
}
