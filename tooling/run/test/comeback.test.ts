import { describe, expect, it } from 'vitest'
import { createComeback } from '../comeback.ts'

describe('A server that is looked at again and again', () => {
  const look = (answers: readonly [number, boolean][]): (string | undefined)[] => {
    const comeback = createComeback('api')
    return answers.map(([at, isThere]) => comeback(isThere, at))
  }

  it('says nothing while it is there, or starts anew in its usual time', () => {
    expect(
      look([
        [0, true],
        [1000, false],
        [4000, false],
        [5000, true],
        [9000, false],
        [11_000, true],
      ]),
    ).toEqual(Array.from({ length: 6 }))
  })

  it('says once that it is away, and once that it is back', () => {
    const said = look([
      [0, true],
      [1000, false],
      [6000, false],
      [7000, false],
      [60_000, true],
      [61_000, true],
    ])
    expect(said).toEqual([undefined, undefined, expect.stringMatching(/does not answer/), undefined, 'api is back.', undefined])
  })

  it('says so each time', () => {
    const said = look([
      [0, false],
      [5000, false],
      [6000, true],
      [7000, false],
      [12_000, false],
      [13_000, true],
    ])
    expect(said.filter((text) => text === 'api is back.')).toHaveLength(2)
  })
})
