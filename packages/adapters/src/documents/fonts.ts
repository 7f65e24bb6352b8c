import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { sfntFromWoff } from './sfnt-from-woff.ts'

/** An opened font file: one subset of a family in one weight. */
export interface Face {
  /** Identifies the file. */
  name: string
  family: string
  font: Font
}

/** Finds fonts for characters. Files are opened on demand and cached. */
export interface FontLibrary {
  /** The first face that has every character of `text`, optionally of one family only. */
  faceFor(text: string, isBold: boolean, family?: string): Face | undefined
  /** The first family that has every character of `text`. */
  familyOf(text: string): string | undefined
}

interface Subset {
  family: string
  name: string
}

/** Tried first: the files that cover most text, with the script of each. */
const mainSubsets: readonly (Subset & { holds: RegExp })[] = [
  { family: 'noto-sans-jp', name: 'latin', holds: /[\p{ASCII}\p{Script=Latin}\p{Script=Common}]/u },
  { family: 'noto-sans-jp', name: 'japanese', holds: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}]/u },
  { family: 'noto-sans-kr', name: 'korean', holds: /\p{Script=Hangul}/u },
  { family: 'noto-sans-sc', name: 'chinese-simplified', holds: /\p{Script=Han}/u },
  { family: 'noto-sans-tc', name: 'chinese-traditional', holds: /\p{Script=Han}/u },
  // Both packages have one file with everything that their other files split up or omit.
  { family: 'noto-sans-math', name: 'latin', holds: /[\p{Sm}\p{So}\p{Ps}\p{Pe}\u2100-\u214f\u{1d400}-\u{1d7ff}]/u },
  { family: 'noto-emoji', name: 'emoji', holds: /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u },
]

/** Families for one script each, which also contain Latin. */
const scripts =
  'arabic armenian bengali ethiopic georgian gujarati gurmukhi hebrew kannada khmer lao malayalam myanmar sinhala tamil telugu thai symbols symbols-2'
const ofScripts = scripts.split(' ').map((script) => `noto-sans-${script}`)
const eastAsian = ['noto-sans-kr', 'noto-sans-sc', 'noto-sans-tc']
/** Fontsource packages in the order of preference. Noto Sans JP has Latin, symbols and Japanese in one design. */
const families = ['noto-sans-jp', 'noto-sans', ...ofScripts, ...eastAsian, 'noto-sans-math', 'noto-emoji']
/** Families with a single weight. */
const ofOneWeight = new Set(['noto-sans-symbols-2', 'noto-sans-math'])
/** Cyrillic and Greek glyphs of the East Asian families are designed for vertical grids, so those of Noto Sans are preferred. */
const outsideEastAsia = /^(?:cyrillic|greek)/
const latin = /^(?:latin|vietnamese)/

const require = createRequire(import.meta.url)

/** The subsets of each code point, from the package's own list (`U+2000-206F,U+20AC`). */
const indexOf = (all: readonly string[]): Map<number, Subset[]> => {
  const index = new Map<number, Subset[]>()
  for (const family of all) {
    const ranges: Record<string, string> = JSON.parse(readFileSync(require.resolve(`@fontsource/${family}/unicode.json`), 'utf8'))
    for (const [key, text] of Object.entries(ranges)) {
      if ((family !== 'noto-sans' && outsideEastAsia.test(key)) || (ofScripts.includes(family) && latin.test(key))) continue
      const subset = { family, name: key.replaceAll(/[[\]]/g, '') }
      for (const range of text.split(',')) {
        const [first = '', last = first] = range.replace('U+', '').split('-')
        for (let point = Number.parseInt(first, 16); point <= Number.parseInt(last, 16); point += 1) {
          const known = index.get(point)
          if (known) known.push(subset)
          else index.set(point, [subset])
        }
      }
    }
  }
  return index
}

/** Joiners and variation selectors only affect their neighbours; no font needs a glyph for them. */
const pointsOf = (text: string): number[] => Array.from(text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''), (character) => character.codePointAt(0) ?? 0)

interface Positioner {
  applyAnchor(mark: { markAnchor: unknown }, baseAnchor: unknown, index: number): void
}

/** A font may omit the anchor of a mark on a letter (OpenType, GPOS: a NULL anchor means no attachment), where fontkit throws. */
const withOptionalAnchors = (font: Font): Font => {
  const { engine } = (font as Font & { _layoutEngine: { engine?: { GPOSProcessor?: Positioner | null } } })._layoutEngine
  const positioner = engine?.GPOSProcessor
  if (!positioner) return font
  const apply = positioner.applyAnchor
  positioner.applyAnchor = (mark, baseAnchor, index) => {
    if (mark.markAnchor && baseAnchor) apply.call(positioner, mark, baseAnchor, index)
  }
  return font
}

/** Opens Noto Sans from the installed font packages: the scripts of `scripts`, Latin, Greek, Cyrillic, Devanagari, Japanese, Korean, Chinese, symbols. */
export const createFontLibrary = (): FontLibrary => {
  const faces = new Map<string, Face>()
  let index: Map<number, Subset[]> | undefined

  const open = ({ family, name }: Subset, isBold: boolean): Face => {
    const file = `${family}-${name}-${isBold && !ofOneWeight.has(family) ? 700 : 400}-normal.woff`
    const known = faces.get(file)
    if (known) return known
    const font = create(sfntFromWoff(readFileSync(require.resolve(`@fontsource/${family}/files/${file}`))))
    if (!('hasGlyphForCodePoint' in font)) throw new TypeError(`${file} is a collection of fonts`)
    const face = { name: file, family, font: withOptionalAnchors(font) }
    faces.set(file, face)
    return face
  }

  /** Subsets that may contain the text, by its first character. */
  const candidatesFor = (text: string, point: number): Subset[] => {
    const main = mainSubsets.filter(({ holds }) => holds.test(text))
    index ??= indexOf(families.filter((family) => family !== 'noto-sans-math' && family !== 'noto-emoji'))
    const listed = index.get(point) ?? []
    return families.flatMap((family) => [...main, ...listed].filter((subset) => subset.family === family))
  }

  const find = (text: string, isBold: boolean, isWanted: (family: string) => boolean): Face | undefined => {
    const points = pointsOf(text)
    const [first] = points
    if (first === undefined) return undefined
    for (const subset of candidatesFor(text, first)) {
      if (!isWanted(subset.family)) continue
      const face = open(subset, isBold)
      if (points.every((point) => face.font.hasGlyphForCodePoint(point))) return face
    }
    return undefined
  }

  const asked = new Map<string, boolean>()
  const hasIn = (family: string, character: string): boolean => {
    const key = `${family}/${character}`
    const known = asked.get(key) ?? find(character, false, (candidate) => candidate === family) !== undefined
    asked.set(key, known)
    return known
  }

  return {
    faceFor: (text, isBold, family) => find(text, isBold, (candidate) => family === undefined || candidate === family),
    familyOf: (text) => families.find((family) => Array.from(text).every((character) => hasIn(family, character))),
  }
}
