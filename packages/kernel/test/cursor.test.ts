import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, Failure, toPage } from '../src/index.ts'

const refusal = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof Failure ? error.code : error
  }
}

describe('A cursor', () => {
  it('comes back as the sort key it was made of', () => {
    expect(decodeCursor(encodeCursor(1_700_000_000_000, 'id "ü"'), ['number', 'string'])).toEqual([1_700_000_000_000, 'id "ü"'])
  })

  it.each(['', 'x', '%', 'bnVsbA', encodeCursor('a'), encodeCursor('a', 1), encodeCursor(1, 'a', 2)])('that is %j is none of this list', (cursor) => {
    expect(refusal(() => decodeCursor(cursor, ['number', 'string']))).toBe('input.invalid')
  })
})

describe('A page', () => {
  const key = (n: number) => [n]

  it('names the next one only when there is more', () => {
    expect(toPage([1, 2, 3], 2, key)).toEqual({ items: [1, 2], nextCursor: encodeCursor(2) })
    expect(toPage([1, 2], 2, key)).toEqual({ items: [1, 2], nextCursor: null })
    expect(toPage([], 2, key)).toEqual({ items: [], nextCursor: null })
  })
})
