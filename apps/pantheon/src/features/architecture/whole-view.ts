import type { Box } from './layout.ts'

/** Everything. */
export const wholeView = { padding: '12px' } as const

/** The smallest words of the diagram are 14 pixels high at zoom 1; at this zoom they are 12, below which nobody should have to read. */
const readableZoom = 12 / 14
const largestZoom = 1.1
const margin = 8

interface View {
  x: number
  y: number
  zoom: number
}

/** As much of a part of the diagram as can be read at once: in full where it fits, else by its width and from its top, to be scrolled. */
export const readableView = (part: Box, window: { width: number; height: number }): View => {
  const room = { width: window.width - 2 * margin, height: window.height - 2 * margin }
  const byWidth = room.width / part.width
  const fitting = Math.min(largestZoom, byWidth, room.height / part.height)
  const zoom = fitting >= readableZoom ? fitting : Math.max(readableZoom, Math.min(byWidth, 1))
  const spare = { x: room.width - part.width * zoom, y: room.height - part.height * zoom }
  return { x: margin + Math.max(0, spare.x / 2) - part.x * zoom, y: margin + Math.max(0, spare.y / 2) - part.y * zoom, zoom }
}

/** The smallest box around some boxes. */
export const boxAround = (boxes: readonly Box[]): Box => {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}
