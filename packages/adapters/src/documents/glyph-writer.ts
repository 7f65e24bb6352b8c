import type { Font } from 'fontkit'
import { type Cluster, clustersOf, type PlacedGlyph } from './glyph-runs.ts'

/** pdfkit's state of a font in a document (its EmbeddedFont, which its types omit). */
interface EmbeddedFont {
  id: string
  font: Font
  /** The font's glyph for each code of the document. */
  subset: { glyphs: number[] }
  /** The characters of each code, for the font's ToUnicode map. */
  unicode: number[][]
  widths: number[]
  ref(): PDFKit.PDFKitReference
}
interface Page {
  fonts: Record<string, unknown>
  xobjects: Record<string, unknown>
}
type Document = PDFKit.PDFDocument & { _font: EmbeddedFont; page: Page; addContent(operators: string): void }

export interface Writing {
  font: string
  size: number
  color: string
  isOblique: boolean
  /** Whether the font may substitute and join glyphs; otherwise each character is drawn separately. */
  isShaped: boolean
}

/** Characters are measured separately, so kerning and ligatures have to be off when they are drawn. */
export const asMeasured = { kern: false, liga: false, clig: false, calt: false, dlig: false }

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000)

const pathOperators: Record<string, string> = { moveTo: 'm', lineTo: 'l', bezierCurveTo: 'c', closePath: 'h' }
/** A glyph's outline as operators of a content stream. PDF has no quadratic curves. */
const outlineOf = (font: Font, id: number): string => {
  let [x, y] = [0, 0]
  const operators = font.getGlyph(id).path.commands.map(({ command, args }) => {
    let points = args
    if (command === 'quadraticCurveTo') {
      const [cx = 0, cy = 0, ex = 0, ey = 0] = args
      points = [x + ((cx - x) * 2) / 3, y + ((cy - y) * 2) / 3, ex + ((cx - ex) * 2) / 3, ey + ((cy - ey) * 2) / 3, ex, ey]
    }
    ;[x, y] = [points.at(-2) ?? x, points.at(-1) ?? y]
    return `${points.map(rounded).join(' ')} ${pathOperators[command] ?? 'c'}`
  })
  return `${operators.join('\n')}\nf`
}

/**
 * Writes text so that it can be extracted unchanged. pdfkit gives a glyph one code, with the text of its first use; here it has one code
 * per text. When several glyphs represent a text together, such as a letter and its dots, the first is text and the others are drawn as
 * outlines, so that they are not extracted as letters.
 */
export const createGlyphWriter = (pdf: PDFKit.PDFDocument) => {
  const doc = pdf as Document
  const codes = new Map<string, string>()
  const shaped = new Map<string, Cluster[]>()
  const outlines = new Map<string, PDFKit.PDFKitReference>()

  /** The code of a glyph that represents `text`, with the given width. */
  const codeOf = ({ id, font, subset, unicode, widths }: EmbeddedFont, glyph: number, text: string, width: number): string => {
    const key = `${id}/${glyph}/${width}/${text}`
    const known = codes.get(key)
    if (known !== undefined) return known
    if (glyph === 0) return '0000'
    const code = subset.glyphs.push(glyph) - 1
    unicode[code] = Array.from(text, (character) => character.codePointAt(0) ?? 0)
    widths[code] = (width * 1000) / font.unitsPerEm
    const hex = code.toString(16).padStart(4, '0')
    codes.set(key, hex)
    return hex
  }

  const clustersFor = ({ id, font }: EmbeddedFont, text: string, isShaped: boolean): Cluster[] => {
    if (!isShaped) return clustersOf(font, text, asMeasured)
    const key = `${id}/${text}`
    const clusters = shaped.get(key) ?? clustersOf(font, text)
    shaped.set(key, clusters)
    return clusters
  }

  /** The name of a glyph's outline among the form XObjects of the page. */
  const formOf = ({ id, font }: EmbeddedFont, glyph: number): string => {
    const name = `${id}G${glyph}`
    let form = outlines.get(name)
    if (!form) {
      const { minX, minY, maxX, maxY } = font.getGlyph(glyph).bbox
      form = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [minX, minY, maxX, maxY].map((edge) => (Number.isFinite(edge) ? edge : 0)) })
      form.end(outlineOf(font, glyph))
      outlines.set(name, form)
    }
    doc.page.xobjects[name] ??= form
    return name
  }

  /** Writes `text` with its baseline starting at `left` and `baseline`, in points from the top left of the page. */
  return (text: string, left: number, baseline: number, { font, size, color, isOblique, isShaped }: Writing): void => {
    doc.font(font).fillColor(color)
    const embedded = doc._font
    const scale = size / embedded.font.unitsPerEm
    const drawn: PlacedGlyph[] = []
    let pending = ''
    let pen = 0
    const flush = () => {
      if (pending !== '') doc.addContent(`<${pending}> Tj`)
      pending = ''
    }
    const matrixAt = ({ x, y }: PlacedGlyph, unit: number) =>
      [unit, 0, isOblique ? unit / 4 : 0, -unit, left + x * scale, baseline - y * scale].map((value) => Math.round(value * 1e5) / 1e5).join(' ')
    const show = ({ text: meaning, glyphs }: Cluster) => {
      const [first, ...others] = glyphs.toSorted((a, b) => a.start - b.start || b.end - a.end)
      if (!first) return
      drawn.push(...others)
      const end = Math.max(...glyphs.map((glyph) => glyph.end), first.x)
      if (pending === '' || first.x !== pen || first.y !== 0) {
        flush()
        doc.addContent(`${matrixAt(first, 1)} Tm`)
      }
      pending += codeOf(embedded, first.id, meaning, end - first.x)
      pen = first.y === 0 ? end : Number.NaN
    }

    doc.page.fonts[embedded.id] ??= embedded.ref()
    doc.addContent(`BT\n/${embedded.id} ${rounded(size)} Tf`)
    for (const cluster of clustersFor(embedded, text, isShaped)) show(cluster)
    flush()
    doc.addContent('ET')
    for (const glyph of drawn) doc.addContent(`q ${matrixAt(glyph, scale)} cm /${formOf(embedded, glyph.id)} Do Q`)
  }
}
