import { streamSafe } from '@pantheon/contract'
import type { FontLibrary } from './fonts.ts'
import { inFontOrder } from './glyph-runs.ts'
import { asMeasured, createGlyphWriter } from './glyph-writer.ts'
import { breakLines, type Glyph, isInvisible, type Line } from './line-breaking.ts'
import { inVisualOrder, levelsOf, mirrored, type TextUnit, unitsOf } from './text-units.ts'

/** The style of a piece of text. */
export interface Look {
  size: number
  color: string
  isBold?: boolean
  isOblique?: boolean
  isCode?: boolean
  isStruck?: boolean
  link?: string
}

/** A piece of text in one style. */
export interface Run {
  text: string
  look: Look
}

interface Mark {
  font: string
  look: Look
  /** Odd for right-to-left text. */
  level: number
  isShaped: boolean
}
export type SetLine = Line<Mark>

/** Joiners and variation selectors only affect their neighbours; a font without the neighbour has no use for them. */
const withoutSelectors = (text: string) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '')

const isSpace = (text: string) => /^[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]$/u.test(text) && text !== '\u3000'
/** Normalizes text for layout: line feeds only, no tabs, NFC. */
const prepared = (text: string) => streamSafe(text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ')).normalize('NFC')

const hanRuns = /\p{Script=Han}{2,40}/gu
/** For Han characters missing in Noto Sans JP: a family that has the whole word they are in. */
const familiesOfHan = (text: string, fonts: FontLibrary): Map<string, string> => {
  const families = new Map<string, string>()
  for (const [word] of text.matchAll(hanRuns)) {
    const family = fonts.familyOf(word)
    if (family !== undefined && family !== 'noto-sans-jp') for (const character of word) families.set(character, family)
  }
  return families
}

/** Chooses fonts for characters and words, and measures them. Results are cached per document. */
const createMeasure = (doc: PDFKit.PDFDocument, fonts: FontLibrary) => {
  const registered = new Set<string>()
  const seen = new Map<string, { text: string; font: string; unit: number }>()

  /** The face and the glyphs of a text, where one font has all of it. A font may lack a joiner even if it has the letters. */
  const laidOut = ({ text, isShaped }: TextUnit, isBold: boolean, family: string | undefined) => {
    if (text === '') return undefined
    const face = (family && fonts.faceFor(text, isBold, family)) || fonts.faceFor(text, isBold)
    if (!face) return undefined
    const { glyphs, advanceWidth } = face.font.layout(inFontOrder(text), isShaped ? undefined : asMeasured)
    return glyphs.every(({ id }) => id !== 0) ? { text, face, width: advanceWidth } : undefined
  }

  const drawable = (unit: TextUnit, isBold: boolean, family: string | undefined) => {
    for (const text of [unit.text, withoutSelectors(unit.text), unit.text.normalize('NFKC'), '□', '?']) {
      const found = laidOut({ ...unit, text }, isBold, family)
      if (found) return found
    }
    throw new RangeError('The fonts have not even a question mark')
  }

  /** The unit as drawn, with its width at a font size of one point. */
  return (unit: TextUnit, isBold: boolean, family: string | undefined) => {
    const key = `${isBold ? 'b' : 'r'}${family ?? ''}/${unit.text}`
    const known = seen.get(key)
    if (known) return known
    const { text, face, width } = drawable(unit, isBold, family)
    // pdfkit accepts fonts opened by fontkit; its types do not declare that.
    if (!registered.has(face.name)) doc.registerFont(face.name, face.font as unknown as Uint8Array<ArrayBuffer>)
    registered.add(face.name)
    const measured = { text, font: face.name, unit: width / face.font.unitsPerEm }
    seen.set(key, measured)
    return measured
  }
}

/** Measures, breaks and draws text in all scripts of the fonts. Characters that no font has become `□`. */
export const createTypesetter = (doc: PDFKit.PDFDocument, fonts: FontLibrary) => {
  const measure = createMeasure(doc, fonts)
  const write = createGlyphWriter(doc)

  /** A word or an emoji sequence that no single font has is drawn character by character. */
  const drawnUnits = function* (text: string, isBold: boolean): Generator<TextUnit> {
    for (const unit of unitsOf(text)) {
      if (unit.text.length === 1 || isInvisible(unit.text) || fonts.faceFor(unit.text, isBold)) yield unit
      else for (const character of unit.text) yield { ...unit, text: character }
    }
  }

  /** An invisible character that affects line breaks or the direction. A soft hyphen becomes visible where a line is broken. */
  const invisible = (text: string, mark: Mark, isBold: boolean): Glyph<Mark> => {
    if (text !== '\u00ad') return { text, width: 0, mark }
    const { text: hyphen, font, unit } = measure({ text: '-', isShaped: false }, isBold, undefined)
    return { text, width: 0, mark: { ...mark, font }, atBreak: { text: hyphen, width: unit * mark.look.size } }
  }

  const glyphsOf = ({ text: given, look }: Run): Glyph<Mark>[] => {
    const text = prepared(given)
    const families = familiesOfHan(text, fonts)
    const isBold = look.isBold ?? false
    const glyphs: Glyph<Mark>[] = []
    for (const unit of drawnUnits(text, isBold)) {
      const mark = { font: '', look, level: 0, isShaped: unit.isShaped }
      if (unit.text === '\n') glyphs.push({ text: unit.text, width: 0, mark })
      else if (isInvisible(unit.text)) glyphs.push(invisible(unit.text, mark, isBold))
      else {
        const { text: drawn, font, unit: width } = measure(isSpace(unit.text) ? { text: ' ', isShaped: false } : unit, isBold, families.get(unit.text))
        glyphs.push({ text: drawn, width: width * look.size, mark: { ...mark, font } })
      }
    }
    return glyphs
  }

  /** Assigns each glyph its direction, across the runs of a paragraph. */
  const withDirections = (glyphs: Glyph<Mark>[]): Glyph<Mark>[] => {
    const levels = levelsOf(glyphs.map(({ text }) => text))
    if (!levels) return glyphs
    return glyphs.map((glyph, index) => {
      const level = levels[index] ?? 0
      return { ...glyph, text: level % 2 === 1 && !glyph.mark.isShaped ? mirrored(glyph.text) : glyph.text, mark: { ...glyph.mark, level } }
    })
  }

  /** Adjacent glyphs with the same font and style are drawn as one string. Shaped words are drawn separately. */
  const segmentsOf = ({ glyphs }: SetLine) => {
    const segments: Glyph<Mark>[] = []
    for (const { text, width, mark } of inVisualOrder(glyphs, (glyph) => glyph.mark.level)) {
      if (isInvisible(text)) continue
      const last = segments.at(-1)
      if (last && !mark.isShaped && !last.mark.isShaped && last.mark.font === mark.font && last.mark.look === mark.look) {
        last.text += text
        last.width += width
      } else segments.push({ text, width, mark })
    }
    return segments
  }

  return {
    /** Breaks runs into lines no wider than `width` points. */
    set: (runs: readonly Run[], width: number): SetLine[] => breakLines(withDirections(runs.flatMap(glyphsOf)), width),

    /** Draws one line with its baseline at `baseline`. */
    draw(line: SetLine, x: number, baseline: number): void {
      let left = x
      for (const { text, width, mark } of segmentsOf(line)) {
        const { size, color, isOblique = false, isCode = false, isStruck = false, link } = mark.look
        if (isCode) doc.rect(left - 1, baseline - size, width + 2, size * 1.32).fill('#eef1f6')
        write(text, left, baseline, { font: mark.font, size, color, isOblique, isShaped: mark.isShaped })
        // pdfkit's own underline and strike use the baseline as the top of the line.
        if (isStruck) doc.rect(left, baseline - size * 0.32, width, 0.6).fill(color)
        if (link !== undefined) {
          doc.rect(left, baseline + 1.6, width, 0.5).fill(color)
          doc.link(left, baseline - size, width, size * 1.3, link)
        }
        left += width
      }
    },
  }
}
export type Typesetter = ReturnType<typeof createTypesetter>
