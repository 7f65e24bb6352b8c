import { cutText } from '@pantheon/contract'
import { analyse } from 'chardet'
import { type FileEncoding, fileEncodings, type GuessedEncoding, guessedEncodings } from './file-encodings.ts'
import { centralShare } from './latin-words.ts'
import { plausibilityOf, type TextScript } from './plausible-text.ts'

/** The detector's names of the encodings and their subsets. */
const detected: Readonly<Record<string, GuessedEncoding>> = {
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'ISO-2022-JP': 'iso-2022-jp',
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'windows-1250': 'windows-1250',
  'ISO-8859-5': 'windows-1251',
  'windows-1251': 'windows-1251',
}
/** Large enough to decide; the detector's work grows with the input. */
const sampleBytes = 65_536
/** Weight of the text's plausibility. Where that is inconclusive, the user's own language decides. */
const plausibleScore = 100
const ownLanguageScore = (encoding: GuessedEncoding, language: string): number => {
  if (language === 'ja') return scriptOf(encoding) === 'japanese' ? 15 : 0
  return scriptOf(encoding) === 'latin' ? 5 : 0
}
/** Western text is far more common than Central European text with the same bytes. */
const commonScore = 5
/** Weight of words that are Central European, and the share of words from which it applies: any text has a few foreign words. */
const [foreignWordsScore, leastForeignShare] = [60, 0.15]
/** The number of non-ASCII bytes from which letter frequencies count fully; with fewer, the detector is confidently wrong. */
const countedBytes = 50

const scriptOf = (encoding: GuessedEncoding): TextScript => (encoding === 'windows-1251' ? 'cyrillic' : encoding.startsWith('windows') ? 'latin' : 'japanese')

/** Windows-1252 from byte 0x80 on, which Node decodes as control characters before version 24. */
const westernSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const decode = (bytes: Uint8Array, encoding: FileEncoding): string => {
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  return encoding === 'windows-1252' ? text.replaceAll(/[\u0080-\u009f]/g, (sign) => westernSigns[sign.charCodeAt(0) - 0x80] ?? sign) : text
}

/** Decodes the bytes; undefined where they are invalid in this encoding or contain control characters. */
export const decodeAs = (bytes: Uint8Array, encoding: FileEncoding): string | undefined => {
  try {
    const text = decode(bytes, encoding)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters never occur in text.
    return /[\u0000-\u0008\u000E-\u001F\u0080-\u009F]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const markOf = ([a, b]: Uint8Array): FileEncoding | undefined => (a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined)

/** The remaining encodings in which the bytes decode to a text not in `known`, one per distinct text. */
const othersOf = (bytes: Uint8Array, known: Set<string>): FileEncoding[] =>
  fileEncodings.filter((encoding) => {
    const isGuessed = encoding.startsWith('utf') || guessedEncodings.some((each) => each === encoding)
    const text = isGuessed ? undefined : decodeAs(bytes, encoding)
    if (text === undefined || known.has(text)) return false
    known.add(text)
    return true
  })

/**
 * The possible encodings of a file, the likeliest first; none when it is not text. UTF-8 and byte order marks are certain; the others are ranked
 * by letter frequency, and `language` (`en`, `ja`) decides where that is inconclusive. Encodings that are not guessed follow. Each decodes the
 * file differently, so that every choice has an effect.
 */
export const detectEncodings = (bytes: Uint8Array, language: string): FileEncoding[] => {
  const marked = markOf(bytes)
  const certain = marked ?? (decodeAs(bytes, 'utf-8') === undefined ? undefined : 'utf-8')
  if (certain) return decodeAs(bytes, certain) === undefined ? [] : [certain]
  const sample = bytes.subarray(0, sampleBytes)
  const weight = Math.min(1, sample.filter((byte) => byte > 0x7f).length / countedBytes)
  const counted = new Map<GuessedEncoding, number>()
  for (const { name, confidence } of analyse(sample)) {
    const encoding = detected[name]
    if (encoding) counted.set(encoding, Math.max(counted.get(encoding) ?? 0, confidence * weight))
  }
  const [asCentral, asWestern] = [decodeAs(sample, 'windows-1250'), decodeAs(sample, 'windows-1252')]
  const central = asCentral === undefined || asWestern === undefined ? 0 : centralShare(asCentral, asWestern)
  const latinScores: Partial<Record<GuessedEncoding, number>> =
    central >= leastForeignShare ? { 'windows-1250': commonScore, 'windows-1252': -foreignWordsScore * central } : { 'windows-1252': commonScore }
  const readings = new Map<string, { encoding: GuessedEncoding; score: number }>()
  for (const encoding of guessedEncodings) {
    const text = decodeAs(bytes, encoding)
    if (text === undefined) continue
    const script = scriptOf(encoding)
    const score =
      (counted.get(encoding) ?? 0) +
      plausibleScore * plausibilityOf(text.slice(0, sampleBytes), script) +
      ownLanguageScore(encoding, language) +
      (latinScores[encoding] ?? 0)
    const known = readings.get(text)
    if (!known || known.score < score) readings.set(text, { encoding, score })
  }
  const guessed = [...readings.values()].sort((a, b) => b.score - a.score).map(({ encoding }) => encoding)
  return [...guessed, ...othersOf(bytes, new Set(readings.keys()))]
}

/** The maximum length of a shown line, in UTF-16 code units. */
const shownLetters = 120

/** A line that decodes differently in two encodings. */
export interface DifferingLine {
  line: number
  taken: string
  other: string
}

/** The first lines that decode differently in two encodings, at most `most` of them, each shortened. */
export const differingLines = (bytes: Uint8Array, taken: FileEncoding, other: FileEncoding, most = 5): DifferingLine[] => {
  const [ours, theirs] = [taken, other].map((encoding) => (decodeAs(bytes, encoding) ?? '').split(/\r\n|\r|\n/))
  return (ours ?? [])
    .map((taken, i) => ({ line: i + 1, taken, other: theirs?.[i] ?? '' }))
    .filter((each) => each.taken !== each.other)
    .map((each) => ({ ...each, taken: cutText(each.taken, shownLetters), other: cutText(each.other, shownLetters) }))
    .filter((each) => each.taken !== each.other)
    .slice(0, most)
}
