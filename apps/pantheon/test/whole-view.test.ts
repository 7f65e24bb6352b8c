import { describe, expect, it } from 'vitest'
import { boxAround, readableView } from '../src/features/architecture/whole-view.ts'

const laptop = { width: 1150, height: 670 }
const smallestWords = 14

describe('What the diagram shows first', () => {
  it('is all of a small part, in the middle and not blown up', () => {
    const { x, zoom } = readableView({ x: 0, y: 0, width: 400, height: 300 }, laptop)
    expect(zoom).toBe(1.1)
    expect(x).toBeCloseTo((laptop.width - 400 * zoom) / 2)
  })

  it('is the top of a tall part, in its whole width', () => {
    const part = { x: 100, y: 200, width: 1300, height: 1300 }
    const { x, y, zoom } = readableView(part, laptop)
    expect(smallestWords * zoom).toBeGreaterThanOrEqual(12)
    expect(part.width * zoom).toBeLessThanOrEqual(laptop.width)
    expect(x + part.x * zoom).toBeGreaterThanOrEqual(0)
    expect(y + part.y * zoom).toBe(8)
  })

  it('is never too small to read, however much there is', () => {
    expect(smallestWords * readableView({ x: 0, y: 0, width: 9000, height: 9000 }, laptop).zoom).toBeCloseTo(12)
  })

  it('takes in every account that is asked for', () => {
    const boxes = [
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 50, y: 20, width: 10, height: 40 },
    ]
    expect(boxAround(boxes)).toEqual({ x: 0, y: 0, width: 60, height: 60 })
  })
})
