import { describe, expect, it } from 'vitest'
import { pour } from '../src/throttle/pour.ts'

const rate = { perMinute: 10, burst: 20 }
const second = 1000

describe('A bucket of twenty that ten a minute flow into', () => {
  /** Takes one at each of these moments. */
  const takes = (...moments: number[]) => {
    let fullAt = 0
    return moments.map((now) => {
      const poured = pour(fullAt, now, rate)
      fullAt = poured.fullAt
      return poured
    })
  }
  const start = 1_700_000_000_000
  const atOnce = (n: number) => Array.from({ length: n }, () => start)

  it('gives twenty at once, and no more', () => {
    const given = takes(...atOnce(22))
    expect(given.map(({ isTaken }) => isTaken)).toEqual([...Array(20).fill(true), false, false])
    expect(given.map(({ left }) => left)).toEqual([...Array.from({ length: 20 }, (_, index) => 19 - index), 0, 0])
    expect(given.at(-1)).toMatchObject({ moreInMs: 6 * second })
  })

  it('has one more after six seconds, however often it was asked meanwhile', () => {
    const given = takes(...atOnce(20), start + second, start + 5 * second, start + 6 * second - 1, start + 6 * second, start + 6 * second)
    expect(given.slice(20).map(({ isTaken, left, moreInMs }) => [isTaken, left, moreInMs])).toEqual([
      [false, 0, 5 * second],
      [false, 0, second],
      [false, 0, 1],
      [true, 0, 6 * second],
      [false, 0, 6 * second],
    ])
  })

  it('is full again after two minutes, and never fuller', () => {
    const given = takes(...atOnce(20), start + 120 * second, start + 3600 * second)
    expect(given.slice(20).map(({ left }) => left)).toEqual([19, 19])
  })

  it('holds as much as the plan of the moment says', () => {
    const emptied = takes(...atOnce(20)).at(-1)
    expect(pour(emptied?.fullAt ?? 0, start, { perMinute: 100, burst: 200 })).toMatchObject({ isTaken: false })
    expect(pour(start, start, { perMinute: 100, burst: 200 })).toMatchObject({ isTaken: true, left: 199, moreInMs: 600 })
  })
})
