import { nodeSize, type Point } from './layout.ts'

const bend = (distance: number) => Math.max(24, Math.abs(distance) / 2)

/** The SVG path of an edge, between the sides of the two nodes that face each other. */
export const edgePath = (from: Point, to: Point): string => {
  const { width, height } = nodeSize
  const isRight = to.x >= from.x + width
  const isLeft = from.x >= to.x + width
  if (isRight || isLeft) {
    const way = isRight ? 1 : -1
    const start = { x: from.x + (isRight ? width : 0), y: from.y + height / 2 }
    const end = { x: to.x + (isRight ? 0 : width), y: to.y + height / 2 }
    const reach = way * bend(end.x - start.x)
    return `M${start.x},${start.y} C${start.x + reach},${start.y} ${end.x - reach},${end.y} ${end.x},${end.y}`
  }
  const way = to.y > from.y ? 1 : -1
  const start = { x: from.x + width / 2, y: from.y + (way > 0 ? height : 0) }
  const end = { x: to.x + width / 2, y: to.y + (way > 0 ? 0 : height) }
  const reach = way * bend(end.y - start.y)
  return `M${start.x},${start.y} C${start.x},${start.y + reach} ${end.x},${end.y - reach} ${end.x},${end.y}`
}
