import { describe, expect, it } from 'vitest'
import { inBatches } from '../src/batches.ts'

describe('A list that is read in batches', () => {
  const listOf = (count: number) => {
    const asked: [last: number | undefined, limit: number][] = []
    const read = async (last: number | undefined, limit: number): Promise<number[]> => {
      asked.push([last, limit])
      return Array.from({ length: count }, (_, i) => i + 1)
        .filter((n) => last === undefined || n > last)
        .slice(0, limit)
    }
    return { asked, read }
  }
  it.each([0, 1, 2, 3, 4, 7])('of %i rows is read to its end, each row once', async (count) => {
    const { read, asked } = listOf(count)
    const seen: number[] = []
    for await (const n of inBatches(3, read)) seen.push(n)
    expect(seen).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    expect(asked).toHaveLength(Math.floor(count / 3) + 1)
  })
  it('is read no further than it is wanted', async () => {
    const { read, asked } = listOf(100)
    for await (const n of inBatches(3, read)) if (n === 4) break
    expect(asked).toEqual([
      [undefined, 3],
      [3, 3],
    ])
  })
})
