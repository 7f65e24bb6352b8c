import { ink, page, textWidth } from './flow.ts'
import type { Look, SetLine, Typesetter } from './typesetter.ts'

/** A line of the table of contents. `target` is the named destination it links to. */
export interface Entry {
  text: string
  target: string
  isModule: boolean
}

interface PlacedEntry {
  entry: Entry
  lines: SetLine[]
  top: number
  lineHeight: number
}

const looks: Record<'module' | 'lesson', Look> = {
  module: { size: 10.5, color: ink.title, isBold: true },
  lesson: { size: 10, color: ink.text },
}

/** Lays the table of contents out on as many pages as needed, before the page numbers are known. */
export const layContents = (type: Typesetter, entries: readonly Entry[]): PlacedEntry[][] => {
  const pages: PlacedEntry[][] = [[]]
  let top = page.top + 52
  for (const entry of entries) {
    const lineHeight = entry.isModule ? 19 : 17
    const lines = type.set([{ text: entry.text, look: entry.isModule ? looks.module : looks.lesson }], textWidth - (entry.isModule ? 0 : 16) - 44)
    const before = entry.isModule ? 9 : 0
    // A module's line is kept together with its first lesson.
    if (top + before + lines.length * lineHeight + (entry.isModule ? 17 : 0) > page.bottom) {
      pages.push([])
      top = page.top
    } else top += before
    pages.at(-1)?.push({ entry, lines, top, lineHeight })
    top += lines.length * lineHeight
  }
  return pages
}

/** Draws one page of it; each line ends with its page number and links to it. */
export const drawContents = (doc: PDFKit.PDFDocument, type: Typesetter, placed: readonly PlacedEntry[], pageOf: (target: string) => number) => {
  for (const { entry, lines, top, lineHeight } of placed) {
    const look = entry.isModule ? looks.module : looks.lesson
    const left = page.left + (entry.isModule ? 0 : 16)
    const baselineOf = (index: number) => top + index * lineHeight + lineHeight / 2 + look.size * 0.36
    lines.forEach((line, index) => {
      type.draw(line, left, baselineOf(index))
    })
    const baseline = baselineOf(lines.length - 1)
    const [number] = type.set([{ text: String(pageOf(entry.target)), look: { ...look, color: entry.isModule ? ink.accent : ink.muted } }], 44)
    if (number) type.draw(number, page.right - number.width, baseline)
    const end = left + (lines.at(-1)?.width ?? 0) + 8
    const start = page.right - (number?.width ?? 0) - 8
    if (!entry.isModule && end < start) {
      doc
        .lineWidth(0.6)
        .strokeColor(ink.rule)
        .moveTo(end, baseline - 2)
        .lineTo(start, baseline - 2)
        .dash(1, { space: 3 })
        .stroke()
        .undash()
    }
    doc.goTo(page.left, top, textWidth, lines.length * lineHeight, entry.target)
  }
}
