import type { Font } from 'fontkit'
import { isInvisible } from './line-breaking.ts'

/** A glyph of a run, in the font's units. */
export interface PlacedGlyph {
  id: number
  codePoints: readonly number[]
  advanceWidth: number
  /** The drawing position, from the start of the run, and the pen position before and after. */
  x: number
  y: number
  start: number
  end: number
}

/** Glyphs that together represent `text`: usually one letter, and everything the font makes of it. */
export interface Cluster {
  text: string
  glyphs: readonly PlacedGlyph[]
}

/** Longer than any sequence that a font reorders. */
const longestCluster = 40
const ignorable = /\p{Default_Ignorable_Code_Point}/u

const burmeseSyllable = /([\u1000-\u102a\u103f](?:\u1039[\u1000-\u1021])?)(\u103b?)(\u103c?)([\u103d\u103e]*)(\u1031?)/g

/** Reorders Burmese letters as fonts expect, which fontkit does not do: some signs are drawn before their letter. */
export const inFontOrder = (text: string): string => text.replace(burmeseSyllable, '$5$3$1$2$4')

/** Shapes text. fontkit caches one object per glyph, with the characters of its first use in any document; here each glyph gets its own characters. */
const layOut = (font: Font, text: string, features?: Record<string, boolean>) => {
  const getGlyph = font.getGlyph
  font.getGlyph = (id, codePoints = []) => Object.assign(Object.create(getGlyph.call(font, id, codePoints)), { codePoints })
  try {
    const { glyphs, positions, direction } = font.layout(inFontOrder(text), features)
    let pen = 0
    const placed = glyphs.map(({ id, codePoints, advanceWidth }, index): PlacedGlyph => {
      const { xAdvance = advanceWidth, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
      const start = pen
      pen += xAdvance
      return { id, codePoints, advanceWidth, x: start + xOffset, y: yOffset, start, end: pen }
    })
    return { glyphs: placed, isFromRight: direction === 'rtl' }
  } finally {
    font.getGlyph = getGlyph
  }
}

const isSameSet = (some: readonly number[], others: readonly number[]): boolean => {
  if (some.length === 1) return some[0] === others[0]
  const sorted = others.toSorted((a, b) => a - b)
  return some.length === others.length && some.toSorted((a, b) => a - b).every((point, index) => point === sorted[index])
}

/** Clusters of glyphs in the order of the text; undefined where the glyphs represent other characters than the text has. */
const inOrder = (text: string, glyphs: readonly PlacedGlyph[]): Cluster[] | undefined => {
  const characters = Array.from(text)
  // fontkit uses a zero-width space for invisible characters.
  const points = characters.map((character) => (ignorable.test(character) ? 32 : (character.codePointAt(0) ?? 0)))
  const clusters: { text: string; glyphs: PlacedGlyph[] }[] = []
  let open: PlacedGlyph[] = []
  let found: number[] = []
  let at = 0
  for (const glyph of glyphs) {
    const last = clusters.at(-1)
    // A letter that is split into several glyphs: the first has its character, the others have none.
    if (glyph.codePoints.length === 0 && open.length === 0 && last) last.glyphs.push(glyph)
    else {
      open.push(glyph)
      found = [...found, ...glyph.codePoints]
      if (found.length > longestCluster) return undefined
      if (found.length > 0 && isSameSet(found, points.slice(at, at + found.length))) {
        clusters.push({ text: characters.slice(at, at + found.length).join(''), glyphs: open })
        at += found.length
        open = []
        found = []
      }
    }
  }
  return open.length === 0 && at === points.length ? clusters : undefined
}

/** Merges marks with their letter, and drops invisible characters, which readers would display as a gap. */
const withMarks = (clusters: readonly Cluster[]): Cluster[] => {
  const joined: Cluster[] = []
  for (const cluster of clusters) {
    const last = joined.at(-1)
    if (isInvisible(cluster.text)) continue
    if (last && /^\p{M}+$/u.test(cluster.text)) {
      joined[joined.length - 1] = { text: last.text + cluster.text, glyphs: [...last.glyphs, ...cluster.glyphs] }
    } else joined.push(cluster)
  }
  return joined
}

/** The glyphs of a text in the smallest possible clusters, from left to right. Lengths are in the font's units. */
export const clustersOf = (font: Font, text: string, features?: Record<string, boolean>): Cluster[] => {
  const { glyphs, isFromRight } = layOut(font, text, features)
  const read = isFromRight ? glyphs.toReversed() : glyphs
  const clusters = withMarks(inOrder(text, read) ?? [{ text, glyphs: read }])
  return isFromRight ? clusters.toReversed() : clusters
}
