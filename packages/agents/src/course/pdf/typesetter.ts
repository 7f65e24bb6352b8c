import { create } from 'fontkit'
import { breakLines, type Glyph, type Line } from './line-breaking.ts'

/** Font files (TrueType, OpenType, WOFF, WOFF2). A character is drawn with the first font of its list that has it. */
export interface CourseFonts {
  regular: readonly Uint8Array[]
  bold: readonly Uint8Array[]
}

/** How a piece of text looks. */
export interface Look {
  size: number
  color: string
  isBold?: boolean
  isOblique?: boolean
  isCode?: boolean
  isStruck?: boolean
  link?: string
}

/** A piece of text in one look. */
export interface Run {
  text: string
  look: Look
}

interface Mark {
  font: string
  look: Look
}
export type SetLine = Line<Mark>

interface Face {
  name: string
  has(text: string): boolean
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Joiners and variation selectors say how to draw a neighbour; a font without the neighbour has no use for them. */
const withoutSelectors = (text: string) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '')

/** Measures, breaks and draws text with a list of fonts for each weight. Characters that no font has become `□`, or `?`. */
export const createTypesetter = (doc: PDFKit.PDFDocument, fonts: CourseFonts) => {
  const facesOf = (weight: string, files: readonly Uint8Array[]): Face[] =>
    files.map((bytes, index) => {
      const name = `${weight}-${index}`
      doc.registerFont(name, bytes)
      const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      if (!('hasGlyphForCodePoint' in font)) throw new TypeError('A collection of fonts cannot be used; pass its fonts one by one')
      return { name, has: (text) => [...text].every((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) }
    })
  const stacks = { regular: facesOf('regular', fonts.regular), bold: facesOf('bold', fonts.bold) }

  const drawable = (grapheme: string, faces: readonly Face[]): { text: string; font: string } => {
    for (const text of [grapheme, withoutSelectors(grapheme), grapheme.normalize('NFKC'), '□', '?']) {
      const face = text === '' ? undefined : faces.find(({ has }) => has(text))
      if (face) return { text, font: face.name }
    }
    throw new RangeError('The fonts have not even a question mark')
  }

  const seen = new Map<string, { text: string; font: string; unit: number }>()
  /** The character as it will be drawn, and its width at one point. */
  const glyphFor = (grapheme: string, isBold: boolean) => {
    const key = `${isBold ? 'b' : 'r'}${grapheme}`
    const known = seen.get(key)
    if (known) return known
    const found = drawable(grapheme, isBold ? stacks.bold : stacks.regular)
    const unit = doc.font(found.font).fontSize(1000).widthOfString(found.text) / 1000
    const glyph = { ...found, unit }
    seen.set(key, glyph)
    return glyph
  }

  const glyphsOf = ({ text, look }: Run): Glyph<Mark>[] =>
    [...graphemes.segment(text.replace(/\r\n?/g, '\n').replace(/\t/g, '  '))].map(({ segment }) => {
      if (segment === '\n') return { text: segment, width: 0, mark: { font: '', look } }
      const { text: drawn, font, unit } = glyphFor(/^[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]$/u.test(segment) && segment !== '\u3000' ? ' ' : segment, look.isBold ?? false)
      return { text: drawn, width: unit * look.size, mark: { font, look } }
    })

  /** Neighbours that share a font and a look are drawn as one string. */
  const segmentsOf = ({ glyphs }: SetLine) => {
    const segments: Glyph<Mark>[] = []
    for (const { text, width, mark } of glyphs) {
      const last = segments.at(-1)
      if (last && last.mark.font === mark.font && last.mark.look === mark.look) {
        last.text += text
        last.width += width
      } else segments.push({ text, width, mark })
    }
    return segments
  }

  return {
    /** Breaks runs into lines no wider than `width` points. */
    set: (runs: readonly Run[], width: number): SetLine[] => breakLines(runs.flatMap(glyphsOf), width),

    /** Draws one line with its baseline at `baseline`. */
    draw(line: SetLine, x: number, baseline: number): void {
      let left = x
      for (const { text, width, mark } of segmentsOf(line)) {
        const { size, color, isOblique = false, isCode = false, isStruck = false, link } = mark.look
        if (isCode) doc.rect(left - 1, baseline - size, width + 2, size * 1.32).fill('#eef1f6')
        doc.font(mark.font).fontSize(size).fillColor(color)
        // No kerning: widths were measured character by character, and the two must agree.
        doc.text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic', oblique: isOblique, features: [] })
        // pdfkit's own underline and strike take the baseline for the top of the line.
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
