/** A user-perceived character with its width in points and the caller's data for drawing it. */
export interface Glyph<T> {
  text: string
  width: number
  mark: T
  /** Drawn instead when a line is broken after it. */
  atBreak?: { text: string; width: number }
}

export interface Line<T> {
  glyphs: Glyph<T>[]
  width: number
}

/** Scripts that allow a break between any two units: East Asian characters, and the words of Thai, Lao, Khmer and Burmese. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]/u
/** 行頭禁則: what must not begin a line (JIS X 4051, the basic set). */
const notFirst = new Set('、。，．・：；？！ー」』）】〉》〕］｝”’…‥ゝゞ々〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%')
/** 行末禁則: what must not end a line. */
const notLast = new Set('「『（【〈《〔［｛“‘([{')
const letter = /[\p{L}\p{N}]/u
const softHyphen = '\u00ad'
const zeroWidthSpace = '\u200b'
/** Word joiner, and its older form. */
const joiners = new Set('\u2060\ufeff')

/** True for text without visible characters: soft hyphens, joiners, directional marks (Unicode, section 5.21). */
export const isInvisible = (text: string): boolean => /^\p{Default_Ignorable_Code_Point}+$/u.test(text)
/** Such a character stays with the one before it (UAX #14, LB9), unless it controls line breaks. */
const isAttached = (text: string): boolean => isInvisible(text) && text !== softHyphen && text !== zeroWidthSpace && !joiners.has(text)

const mayBreakBetween = (before: string, after: string): boolean => {
  if (after === ' ' || isInvisible(after) || joiners.has(before)) return false
  if (before === ' ' || before === zeroWidthSpace) return true
  if (notFirst.has(after) || notLast.has(before)) return false
  if (before === softHyphen || unspaced.test(before) || unspaced.test(after)) return true
  return /[-–—/]/.test(before) && letter.test(after)
}

const widthOf = (glyphs: readonly Glyph<unknown>[]) => glyphs.reduce((sum, { width }) => sum + width, 0)

const withoutTrailingSpaces = <T>(glyphs: readonly Glyph<T>[]) => {
  const end = glyphs.findLastIndex(({ text }) => text !== ' ' && !isInvisible(text)) + 1
  return glyphs.slice(0, end)
}

/** The end of a broken line: a soft hyphen becomes visible. */
const withBreak = <T>(glyphs: readonly Glyph<T>[]): readonly Glyph<T>[] => {
  const last = glyphs.at(-1)
  return last?.atBreak ? [...glyphs.slice(0, -1), { ...last.atBreak, mark: last.mark }] : glyphs
}

/** Unbreakable groups of glyphs: a line may break after each. A line feed is a group of its own. */
const groupsOf = <T>(glyphs: readonly Glyph<T>[]): Glyph<T>[][] => {
  const groups: Glyph<T>[][] = []
  let last: Glyph<T> | undefined
  for (const glyph of glyphs) {
    const group = groups.at(-1)
    const isApart = last === undefined || last.text === '\n' || glyph.text === '\n' || mayBreakBetween(last.text, glyph.text)
    if (group === undefined || isApart) groups.push([glyph])
    else group.push(glyph)
    if (!last || !isAttached(glyph.text)) last = glyph
  }
  return groups
}

/**
 * Breaks text into lines no wider than `width`: at spaces, between East Asian characters with the basic prohibitions of Japanese
 * typesetting, at soft hyphens and zero width spaces, and inside a word only when the word alone is too wide.
 */
export const breakLines = <T>(glyphs: readonly Glyph<T>[], width: number): Line<T>[] => {
  const lines: Line<T>[] = []
  let current: Glyph<T>[] = []
  let currentWidth = 0
  const endLine = (isBroken = false) => {
    const kept = withoutTrailingSpaces(isBroken ? withBreak(current) : current)
    lines.push({ glyphs: kept, width: widthOf(kept) })
    current = []
    currentWidth = 0
  }
  const add = (group: readonly Glyph<T>[]) => {
    for (const glyph of group) current.push(glyph) // not spread: a group may exceed the maximum number of arguments
    currentWidth += widthOf(group)
  }

  for (const group of groupsOf(glyphs)) {
    if (group[0]?.text === '\n') {
      endLine()
      continue
    }
    const needed = widthOf(withoutTrailingSpaces(withBreak(group)))
    if (current.length > 0 && currentWidth + needed > width) endLine(true)
    if (needed <= width) add(group)
    else {
      for (const glyph of group) {
        if (current.length > 0 && currentWidth + (glyph.atBreak ?? glyph).width > width) endLine(true)
        // An invisible glyph that ended a full line is dropped at the start of the next.
        if (current.length > 0 || glyph.atBreak === undefined) add([glyph])
      }
    }
  }
  if (current.length > 0 || lines.length === 0) endLine()
  return lines
}
