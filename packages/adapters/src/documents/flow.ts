import type { Block } from './markdown-blocks.ts'
import type { Look, Run, SetLine, Typesetter } from './typesetter.ts'

/** A4 and its text area, in points. */
export const page = { width: 595.28, height: 841.89, left: 76, right: 519.28, top: 84, bottom: 765 }
export const textWidth = page.right - page.left

export const ink = {
  text: '#1f2937',
  title: '#0f172a',
  muted: '#64748b',
  accent: '#1e40af',
  rule: '#dbe1ea',
  soft: '#f5f7fb',
  notice: '#92400e',
  noticeSoft: '#fef7e6',
  gold: '#f59e0b',
}

/** The layout of a paragraph, in points; `leading` is the line height as a multiple of the font size. */
export interface Setting {
  indent?: number
  leading?: number
  before?: number
  after?: number
  /** Minimum height that must follow on the same page, so that a heading is not left alone. */
  keep?: number
  /** Drawn before the first line, ending where the text begins. */
  marker?: Run
}

const sizeOf = (lines: readonly SetLine[]) =>
  lines.reduce((largest, { glyphs }) => glyphs.reduce((most, { mark }) => Math.max(most, mark.look.size), largest), 1)

/** A column of text with automatic page breaks. `bodyLeading` is the default line height. */
export const createFlow = (doc: PDFKit.PDFDocument, type: Typesetter, bodyLeading: number) => {
  let y = page.top

  const nextPage = () => {
    doc.addPage()
    y = page.top
  }
  const isAtTop = () => y <= page.top
  const room = (height: number) => {
    if (y + height > page.bottom && !isAtTop()) nextPage()
  }
  const space = (height: number) => {
    if (!isAtTop()) y += height
  }

  const drawLines = (lines: readonly SetLine[], x: number, lineHeight: number, beside?: (top: number) => void) => {
    for (const line of lines) {
      room(lineHeight)
      beside?.(y)
      type.draw(line, x, y + lineHeight / 2 + sizeOf([line]) * 0.36)
      y += lineHeight
    }
  }

  const paragraph = (runs: readonly Run[], { indent = 0, leading = bodyLeading, before = 0, after = 0, keep = 0, marker }: Setting = {}) => {
    const lines = type.set(runs, textWidth - indent)
    const size = Math.max(sizeOf(lines), marker?.look.size ?? 0)
    const lineHeight = size * leading
    space(before)
    // The first two lines of a paragraph are kept together.
    room(Math.min(lines.length, 2) * lineHeight + keep)
    if (marker) {
      const [line] = type.set([marker], textWidth)
      if (line) type.draw(line, page.left + indent - line.width - 7, y + lineHeight / 2 + marker.look.size * 0.36)
    }
    drawLines(lines, page.left + indent, lineHeight)
    y += after
  }

  /** Text on a tinted background with a bar at its left; across pages, the background is drawn per line. */
  const panel = (paragraphs: readonly (readonly Run[])[], colors: { ground: string; bar: string }, after = 14) => {
    const inset = 16
    const set = paragraphs.map((runs) => type.set(runs, textWidth - inset * 2))
    const lineHeight = sizeOf(set.flat()) * bodyLeading
    const ground = (top: number, height: number) => {
      doc.rect(page.left, top, textWidth, height).fill(colors.ground)
      doc.rect(page.left, top, 3, height).fill(colors.bar)
    }
    const height = set.flat().length * lineHeight + (set.length - 1) * 4 + 20
    if (height < page.bottom - page.top) room(height)
    ground(y, 10)
    y += 10
    set.forEach((lines, index) => {
      if (index > 0) {
        ground(y, 4)
        y += 4
      }
      drawLines(lines, page.left + inset, lineHeight, (top) => ground(top - 0.2, lineHeight + 0.4))
    })
    ground(y, 10)
    y += 10 + after
  }

  const rule = () => {
    room(20)
    doc.rect(page.left, y + 8, textWidth, 0.6).fill(ink.rule)
    y += 20
  }

  const block = ({ kind, runs, depth, level = 2, marker }: Block, look: Look) => {
    const indent = depth * 20
    if (kind === 'rule') return rule()
    if (kind === 'code' || kind === 'quote') {
      space(4)
      return panel([runs], kind === 'code' ? { ground: '#eef1f6', bar: '#eef1f6' } : { ground: ink.soft, bar: ink.accent }, 12)
    }
    if (kind === 'heading') {
      const size = Math.max(look.size + 0.5, look.size + 4.5 - level)
      return paragraph(
        runs.map((run) => ({ ...run, look: { ...run.look, size, color: ink.title } })),
        { before: 10, after: 4, leading: 1.4, keep: look.size * bodyLeading * 2 },
      )
    }
    return paragraph(runs, { indent, after: kind === 'item' ? 3 : 8, ...(marker ? { marker: { text: marker, look: { ...look, color: ink.accent } } } : {}) })
  }

  return {
    nextPage,
    room,
    space,
    paragraph,
    panel,
    blocks: (blocks: readonly Block[], look: Look) => {
      for (const each of blocks) block(each, look)
    },
    get y() {
      return y
    },
    set y(value: number) {
      y = value
    },
  }
}
export type Flow = ReturnType<typeof createFlow>
