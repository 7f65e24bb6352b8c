import type { Box } from './layout.ts'

/** Fits the whole diagram. */
export const wholeView = { padding: '12px' } as const

/** The smallest text is 14 px at zoom 1; at this zoom it is 12 px, the minimum for readability. */
const readableZoom = 12 / 14
const largestZoom = 1.1
const margin = 8

interface View {
  x: number
  y: number
  zoom: number
}

/**
 * The viewport that shows a part of the diagram at a readable zoom: in full where it fits, else fitted by width and aligned to its top, for
 * scrolling.
 */
export const readableView = (part: Box, window: { width: number; height: number }): View => {
  const room = { width: window.width - 2 * margin, height: window.height - 2 * margin }
  const byWidth = room.width / part.width
  const fitting = Math.min(largestZoom, byWidth, room.height / part.height)
  const zoom = fitting >= readableZoom ? fitting : Math.max(readableZoom, Math.min(byWidth, 1))
  const spare = { x: room.width - part.width * zoom, y: room.height - part.height * zoom }
  return { x: margin + Math.max(0, spare.x / 2) - part.x * zoom, y: margin + Math.max(0, spare.y / 2) - part.y * zoom, zoom }
}

/** The bounding box of some boxes. */
export const boxAround = (boxes: readonly Box[]): Box => {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}
