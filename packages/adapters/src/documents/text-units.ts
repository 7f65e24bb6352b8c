import { graphemesOf } from '@pantheon/contract'
import bidiFactory from 'bidi-js'

/** The unit of layout: a character, or a word of a script whose letters change with their neighbours. */
export interface TextUnit {
  text: string
  /** The font has to shape all of it together. */
  isShaped: boolean
}

const shapedScripts = 'Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar'
  .split(' ')
  .map((script) => `\\p{Script=${script}}`)
  .join('')
const pieces = new RegExp(String.raw`((?:[${shapedScripts}][\p{M}\u200c\u200d]*)+)|[^${shapedScripts}]+`, 'gu')
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\u200f\u202b\u202e\u2067]/u

const words = new Intl.Segmenter('th', { granularity: 'word' })
/** The segmenter takes quadratic time for long texts; no word is longer than this. */
const maxSegmentLength = 400
/** A longer word is laid out in parts, so that none is wider than a line. */
const longestWord = 24

function* partsOf(word: string): Generator<string> {
  let part = ''
  for (const grapheme of graphemesOf(word)) {
    if (part !== '' && part.length + grapheme.length > longestWord) {
      yield part
      part = ''
    }
    part += grapheme
  }
  yield part
}

function* wordsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += maxSegmentLength) {
    for (const { segment } of words.segment(text.slice(start, start + maxSegmentLength))) {
      if (segment.length <= longestWord) yield segment
      else yield* partsOf(segment)
    }
  }
}

/** Splits text into its units. Thai, Lao, Khmer and Burmese have no spaces, so their words are found with a dictionary (ICU's). */
export function* unitsOf(text: string): Generator<TextUnit> {
  for (const [piece, shaped] of text.matchAll(pieces)) {
    if (shaped !== undefined) for (const word of wordsOf(shaped)) yield { text: word, isShaped: true }
    else for (const grapheme of graphemesOf(piece)) yield { text: grapheme, isShaped: false }
  }
}

const bidi = bidiFactory()

/** The embedding level of each unit (Unicode Bidirectional Algorithm, UAX #9); undefined when all of it is left to right. */
export const levelsOf = (units: readonly string[]): number[] | undefined => {
  if (!units.some((unit) => rightToLeft.test(unit))) return undefined
  const { levels } = bidi.getEmbeddingLevels(units.join(''))
  let offset = 0
  return units.map((unit) => {
    const level = levels[offset] ?? 0
    offset += unit.length
    return level
  })
}

/** The mirrored form of a character for right-to-left text: brackets are flipped. */
export const mirrored = (character: string): string => bidi.getMirroredCharacter(character) ?? character

/** The items of one line in visual order, from left to right (UAX #9, rule L2). */
export const inVisualOrder = <T>(line: readonly T[], levelOf: (item: T) => number): T[] => {
  const seen = [...line]
  const highest = line.reduce((most, item) => Math.max(most, levelOf(item)), 0)
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < seen.length; start += 1) {
      let end = start
      while (end < seen.length && levelOf(seen[end] as T) >= level) end += 1
      if (end > start + 1) seen.splice(start, end - start, ...seen.slice(start, end).reverse())
      start = end
    }
  }
  return seen
}
