import { cutText } from '@pantheon/contract'
import { analyse } from 'chardet'
import { plausibilityOf, type TextScript } from './plausible-text.ts'

/** Encodings that spreadsheets save text in, by their names of the WHATWG standard. */
export const fileEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'windows-1252', 'windows-1250', 'windows-1251'] as const
export type FileEncoding = (typeof fileEncodings)[number]

/** What the detector calls them, and their subsets. */
const detected: Readonly<Record<string, FileEncoding>> = {
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
/** Enough to tell; the detector's work grows with the bytes. */
const sampleBytes = 65_536
/** What it weighs that a text looks like writing, and the reader's own language where that says little. */
const plausibleScore = 100
const ownLanguageScore = (encoding: FileEncoding, language: string): number => {
  if (language === 'ja') return scriptOf(encoding) === 'japanese' ? 15 : 0
  return scriptOf(encoding) === 'latin' ? 5 : 0
}
/** Western letters are in far more files than the Central European ones that share their bytes. */
const westernScore = 5
/** So many bytes beyond ASCII are enough to count letters; of fewer, the detector is as sure of what is wrong. */
const countedBytes = 50

const scriptOf = (encoding: FileEncoding): TextScript => (encoding === 'windows-1251' ? 'cyrillic' : encoding.startsWith('windows') ? 'latin' : 'japanese')

/** Windows-1252 from byte 0x80 on, which Node reads as control characters before version 24. */
const westernSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const decode = (bytes: Uint8Array, encoding: FileEncoding): string => {
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  return encoding === 'windows-1252' ? text.replaceAll(/[\u0080-\u009f]/g, (sign) => westernSigns[sign.charCodeAt(0) - 0x80] ?? sign) : text
}

/** The bytes as text; undefined where they cannot be in this encoding: bytes that mean nothing in it, or control characters. */
export const decodeAs = (bytes: Uint8Array, encoding: FileEncoding): string | undefined => {
  try {
    const text = decode(bytes, encoding)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what text never has.
    return /[\u0000-\u0008\u000E-\u001F\u0080-\u009F]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const markOf = ([a, b]: Uint8Array): FileEncoding | undefined => (a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined)

/**
 * The encodings that a file may be in, the likeliest first; none when it is no text. UTF-8 and byte order marks are certain; the others
 * are told apart by how often their letters occur, and `language` (`en`, `ja`) decides where that says little. No two of them read the
 * file alike: between those there is nothing to choose.
 */
export const detectEncodings = (bytes: Uint8Array, language: string): FileEncoding[] => {
  const marked = markOf(bytes)
  const certain = marked ?? (decodeAs(bytes, 'utf-8') === undefined ? undefined : 'utf-8')
  if (certain) return decodeAs(bytes, certain) === undefined ? [] : [certain]
  const sample = bytes.subarray(0, sampleBytes)
  const weight = Math.min(1, sample.filter((byte) => byte > 0x7f).length / countedBytes)
  const counted = new Map<FileEncoding, number>()
  for (const { name, confidence } of analyse(sample)) {
    const encoding = detected[name]
    if (encoding) counted.set(encoding, Math.max(counted.get(encoding) ?? 0, confidence * weight))
  }
  const readings = new Map<string, { encoding: FileEncoding; score: number }>()
  for (const encoding of fileEncodings.filter((each) => !each.startsWith('utf'))) {
    const text = decodeAs(bytes, encoding)
    if (text === undefined) continue
    const script = scriptOf(encoding)
    const score =
      (counted.get(encoding) ?? 0) +
      plausibleScore * plausibilityOf(text.slice(0, sampleBytes), script) +
      ownLanguageScore(encoding, language) +
      (encoding === 'windows-1252' ? westernScore : 0)
    const known = readings.get(text)
    if (!known || known.score < score) readings.set(text, { encoding, score })
  }
  return [...readings.values()].sort((a, b) => b.score - a.score).map(({ encoding }) => encoding)
}

/** So much of a line is shown, in UTF-16 units. */
const shownLetters = 120

/** A line that reads differently in two encodings. */
export interface DifferingLine {
  line: number
  taken: string
  other: string
}

/** The first lines that read differently in two encodings, at most `most` of them, each shortened. */
export const differingLines = (bytes: Uint8Array, taken: FileEncoding, other: FileEncoding, most = 5): DifferingLine[] => {
  const [ours, theirs] = [taken, other].map((encoding) => (decodeAs(bytes, encoding) ?? '').split(/\r\n|\r|\n/))
  return (ours ?? [])
    .map((taken, i) => ({ line: i + 1, taken, other: theirs?.[i] ?? '' }))
    .filter((each) => each.taken !== each.other)
    .map((each) => ({ ...each, taken: cutText(each.taken, shownLetters), other: cutText(each.other, shownLetters) }))
    .filter((each) => each.taken !== each.other)
    .slice(0, most)
}
