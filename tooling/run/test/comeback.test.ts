import { describe, expect, it } from 'vitest'
import { createComeback } from '../comeback.ts'

/** At which millisecond: that the server answers or not, or that a line of its log was shown. */
type Happening = readonly [number, 'there' | 'away' | 'error' | 'line']

describe('A server that is looked at again and again', () => {
  const said = (happenings: readonly Happening[]): string[] => {
    const { shows, look } = createComeback('api')
    return happenings.flatMap(([at, what]) => {
      if (what === 'error' || what === 'line') {
        shows(what === 'error', at)
        return []
      }
      return look(what === 'there', at) ?? []
    })
  }
  const starting = 'api is still starting.'
  const stopped = expect.stringMatching(/^api does not answer. What went wrong is above/)
  const back = 'api is back.'

  it('says nothing while it is there, or starts anew in its usual time', () => {
    const happenings: Happening[] = [
      [0, 'there'],
      [1000, 'away'],
      [4000, 'away'],
      [5000, 'there'],
      [9000, 'away'],
      [11_000, 'there'],
    ]
    expect(said(happenings)).toEqual([])
  })

  it('says that what went wrong is above once it is, and that it is back', () => {
    const happenings: Happening[] = [
      [0, 'there'],
      [900, 'error'],
      [1000, 'away'],
      [6000, 'away'],
      [7000, 'away'],
      [60_000, 'there'],
      [61_000, 'there'],
    ]
    expect(said(happenings)).toEqual([stopped, back])
  })

  it('says of a slow start only that it is one, also when something else was shown', () => {
    const happenings: Happening[] = [
      [0, 'there'],
      [500, 'line'],
      [1000, 'away'],
      [6000, 'away'],
      [30_000, 'away'],
      [31_000, 'there'],
    ]
    expect(said(happenings)).toEqual([starting, back])
  })

  it('points above below the last line of an error that comes late', () => {
    const happenings: Happening[] = [
      [1000, 'away'],
      [6000, 'away'],
      [6900, 'error'],
      [6990, 'line'],
      [7000, 'away'],
      [8000, 'away'],
      [9000, 'away'],
      [10_000, 'there'],
    ]
    expect(said(happenings)).toEqual([starting, stopped, back])
  })

  it('does not take what went wrong earlier, and is mended, for the reason', () => {
    const happenings: Happening[] = [
      [0, 'error'],
      [500, 'there'],
      [1000, 'away'],
      [6000, 'away'],
      [7000, 'there'],
    ]
    expect(said(happenings)).toEqual([starting, back])
  })

  it('says so each time', () => {
    const happenings: Happening[] = [
      [0, 'away'],
      [5000, 'away'],
      [6000, 'there'],
      [7000, 'away'],
      [12_000, 'away'],
      [13_000, 'there'],
    ]
    expect(said(happenings)).toEqual([starting, back, starting, back])
  })
})
