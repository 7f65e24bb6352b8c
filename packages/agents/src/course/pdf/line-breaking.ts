/** A user-perceived character with its width in points and whatever the caller wants to know about it when it is drawn. */
export interface Glyph<T> {
  text: string
  width: number
  mark: T
}

export interface Line<T> {
  glyphs: Glyph<T>[]
  width: number
}

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u
/** 行頭禁則: what must not begin a line (JIS X 4051, the basic set). */
const notFirst = new Set('、。，．・：；？！ー」』）】〉》〕］｝”’…‥ゝゞ々〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%')
/** 行末禁則: what must not end a line. */
const notLast = new Set('「『（【〈《〔［｛“‘([{')
const letter = /[\p{L}\p{N}]/u

const mayBreakBetween = (before: string, after: string): boolean => {
  if (after === ' ') return false
  if (before === ' ') return true
  if (notFirst.has(after) || notLast.has(before)) return false
  if (eastAsian.test(before) || eastAsian.test(after)) return true
  return /[-–—/]/.test(before) && letter.test(after)
}

const widthOf = (glyphs: readonly Glyph<unknown>[]) => glyphs.reduce((sum, { width }) => sum + width, 0)

const withoutTrailingSpaces = <T>(glyphs: readonly Glyph<T>[]) => {
  const end = glyphs.findLastIndex(({ text }) => text !== ' ') + 1
  return glyphs.slice(0, end)
}

/** Glyphs that stay together, each group ending where a line may end. A line feed is a group of its own. */
const groupsOf = <T>(glyphs: readonly Glyph<T>[]): Glyph<T>[][] => {
  const groups: Glyph<T>[][] = []
  let last: Glyph<T> | undefined
  for (const glyph of glyphs) {
    const group = groups.at(-1)
    const isApart = last === undefined || last.text === '\n' || glyph.text === '\n' || mayBreakBetween(last.text, glyph.text)
    if (group === undefined || isApart) groups.push([glyph])
    else group.push(glyph)
    last = glyph
  }
  return groups
}

/**
 * Breaks text into lines no wider than `width`: at spaces, between East Asian characters with the basic prohibitions of Japanese
 * typesetting, and inside a word only when the word alone is too wide.
 */
export const breakLines = <T>(glyphs: readonly Glyph<T>[], width: number): Line<T>[] => {
  const lines: Line<T>[] = []
  let current: Glyph<T>[] = []
  let currentWidth = 0
  const endLine = () => {
    const kept = withoutTrailingSpaces(current)
    lines.push({ glyphs: kept, width: widthOf(kept) })
    current = []
    currentWidth = 0
  }
  const add = (group: readonly Glyph<T>[]) => {
    current.push(...group)
    currentWidth += widthOf(group)
  }

  for (const group of groupsOf(glyphs)) {
    if (group[0]?.text === '\n') {
      endLine()
      continue
    }
    const needed = widthOf(withoutTrailingSpaces(group))
    if (current.length > 0 && currentWidth + needed > width) endLine()
    if (needed <= width) add(group)
    else {
      for (const glyph of group) {
        if (current.length > 0 && currentWidth + glyph.width > width) endLine()
        add([glyph])
      }
    }
  }
  if (current.length > 0 || lines.length === 0) endLine()
  return lines
}
