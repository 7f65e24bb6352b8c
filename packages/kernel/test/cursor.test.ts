import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, Failure, pageBySort, readPosition, type SortKey } from '../src/index.ts'

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

describe('A page of a sorted list', () => {
  interface Row {
    title: string
    at: number
    id: string
  }
  const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const byTitle: SortKey<Row> = { parts: ['text', 'id'], positionOf: ({ title, id }) => [title, id] }
  const byTime: SortKey<Row> = { parts: [['a', 'b'], 'moment', 'id'], positionOf: ({ at, id }) => ['a', at, id] }
  const rows = ['Bread', 'Bread', 'Rolls'].map((title, at): Row => ({ title, at, id: idOf(at) }))

  it('goes on behind its last row, ties by id', async () => {
    const read = async ({ after, limit }: { after: readonly (string | number)[] | undefined; limit: number }) =>
      rows.filter((row) => after === undefined || row.title > String(after[0]) || (row.title === after[0] && row.id > String(after[1]))).slice(0, limit)
    const first = await pageBySort('title', byTitle, { limit: 1 }, read, (row) => row.id)
    expect(first.items).toEqual([idOf(0)])
    const rest = await pageBySort('title', byTitle, { limit: 2, cursor: first.nextCursor ?? '' }, read, (row) => row.id)
    expect(rest).toEqual({ items: [idOf(1), idOf(2)], nextCursor: null })
    const none = await pageBySort('title', byTitle, { limit: 2, cursor: encodeCursor('title', 'Rolls', idOf(2)) }, read, (row) => row.id)
    expect(none).toEqual({ items: [], nextCursor: null })
  })

  it.each([
    encodeCursor('time', 'Bread', idOf(1)),
    encodeCursor('title', 'Bread'),
    encodeCursor('title', 1, idOf(1)),
    encodeCursor('title', 'Bread', "' or 1=1"),
    encodeCursor('title', 'Bre\0ad', idOf(1)),
    'bnVsbA',
  ])('does not take the cursor %j of another', (cursor) => {
    expect(refusal(() => readPosition('title', byTitle, { cursor }))).toBe('input.invalid')
  })
  it.each([
    ['c', 1],
    ['a', -1],
    ['a', 1e300],
    ['b', 1.5],
  ])('does not take the made-up position %s %d', (word, at) => {
    expect(refusal(() => readPosition('time', byTime, { cursor: encodeCursor('time', word, at, idOf(1)) }))).toBe('input.invalid')
    expect(readPosition('time', byTime, { cursor: encodeCursor('time', 'b', 1, idOf(1)) })).toEqual(['b', 1, idOf(1)])
  })
})
