/** The script of the text in an encoding. */
export type TextScript = 'japanese' | 'latin' | 'cyrillic'

let known: ReadonlySet<string> | undefined
/** The 2,965 kanji of JIS X 0208 level 1, which cover nearly all Japanese text. */
const commonKanji = (): ReadonlySet<string> => {
  if (known) return known
  const bytes: number[] = []
  for (let lead = 0x88; lead <= 0x98; lead++)
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      const isInLevel = (lead > 0x88 || trail >= 0x9f) && (lead < 0x98 || trail <= 0x72)
      if (trail !== 0x7f && isInLevel) bytes.push(lead, trail)
    }
  known = new Set(new TextDecoder('shift_jis').decode(Uint8Array.from(bytes)))
  return known
}

const isSingleHalfWidth = (run: string): boolean => /^[\uff61-\uff9f]$/.test(run)
/** Circled numbers, Roman numerals, ㈱, № and list markers. */
const sign = /[\u2460-\u2473\u2160-\u2179\u3220-\u33ff№℡※○●◎☆★□■△▲▽▼◇◆→←↑↓〒♪]/
/** Whether half-width kana occur among kanji as in real text: two or more in a row, and only common kanji. */
const isWrittenMixed = (run: string): boolean =>
  !/(?<![\uff61-\uff9f])[\uff61-\uff9f](?![\uff61-\uff9f])/.test(run) && [...run].every((char) => !/\p{Script=Han}/u.test(char) || commonKanji().has(char))

/** Plausibility of one Japanese character. Bytes of another encoding decode to rare kanji and half-width kana. */
const japanese = (char: string): number => {
  if (/[\u3041-\u30fe、。「」『』【】〜～！？（）：；・ー々〆]/.test(char) || commonKanji().has(char)) return 1
  if (/[\uff01-\uff5e]/.test(char) || sign.test(char)) return 0.9
  if (/[\uff61-\uff9f]/.test(char)) return 0.85
  return /\p{Script=Han}/u.test(char) ? 0.6 : 0
}

/**
 * Plausibility of a run of such characters. One or two beside lower-case Latin letters are misread Latin letters; a single half-width kana,
 * alone or among kanji, does not occur in real text.
 */
const japaneseRun = (run: string, before: string, after: string): number => {
  const chars = [...run]
  const isMixed = /[\uff61-\uff9f]/.test(run) && /\p{Script=Han}/u.test(run) && !isWrittenMixed(run)
  const isTorn = isMixed || (chars.length < 3 && /[a-z]/.test(after)) || (chars.length === 1 && (/[a-z]/.test(before) || isSingleHalfWidth(run)))
  return chars.reduce((total, char) => total + japanese(char), 0) * (isTorn ? 0.3 : 1)
}

const punctuation = /[“”‘’–—…«»€£°©®™¿¡º·]/
/** Letters of the bytes 0x80 to 0x9F, which are frequent in Shift_JIS text. */
const halfOfTwo = /[ŠŒŽšœžŸŚŤŹśťź]/
/** In real words only the first letter, or every letter, is a capital. */
const hasStrayCapital = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u

/** Plausibility of one Latin character: non-ASCII letters are next to ASCII ones, or are a word of one letter. */
const latin = (char: string, before: string, after: string): number => {
  if (punctuation.test(char)) return 0.5
  if (!/\p{Script=Latin}/u.test(char) || char === 'ƒ') return 0
  if (/[a-z]/i.test(before) || /[a-z]/i.test(after)) return halfOfTwo.test(char) ? 0.85 : 1
  return /\p{L}/u.test(before) || /\p{L}/u.test(after) ? 0.3 : 0.6
}
/** Plausibility of one Cyrillic character: no ASCII letter is next to it. */
const cyrillic = (char: string, before: string, after: string): number => {
  if (punctuation.test(char)) return 0.5
  if (!/\p{Script=Cyrillic}/u.test(char) || /[a-z]/i.test(before) || /[a-z]/i.test(after)) return 0
  return /\p{L}/u.test(before) || /\p{L}/u.test(after) ? 1 : 0.6
}
const letteredRun =
  (weigh: (char: string, before: string, after: string) => number, isAmongAscii: boolean) =>
  (run: string, before: string, after: string): number => {
    const chars = [...run]
    const isTorn = !isAmongAscii && (/[a-z]/i.test(before) || /[a-z]/i.test(after))
    const sum = chars.reduce((total, char, i) => total + weigh(char, chars[i - 1] ?? before, chars[i + 1] ?? after), 0)
    return isTorn || hasStrayCapital.test(before + run + after) ? sum * 0.3 : sum
  }

const runOf = { japanese: japaneseRun, latin: letteredRun(latin, true), cyrillic: letteredRun(cyrillic, false) }

/**
 * How plausible the non-ASCII characters of a text are in a script: 1 where all of them are, 0 where none is. It decides where letter
 * frequencies cannot: in a file with one or two such words.
 */
export const plausibilityOf = (text: string, script: TextScript): number => {
  let [sum, count] = [0, 0]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: matches non-ASCII characters.
  for (const { 0: run, index } of text.matchAll(/[^\u0000-\u007f]+/g)) {
    count += [...run].length
    sum += runOf[script](run, text[index - 1] ?? '', text[index + run.length] ?? '')
  }
  return count === 0 ? 1 : sum / count
}
