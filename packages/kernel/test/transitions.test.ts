import { describe, expect, it } from 'vitest'
import { Failure, transitions } from '../src/index.ts'

describe('A transition table', () => {
  const doors = transitions<'open' | 'shut' | 'walled up'>({ open: ['shut'], shut: ['open', 'walled up'], 'walled up': [] }, 'order.wrong_state')

  it('moves a copy along, and leaves the original where it was', () => {
    const door = { status: 'open' as const, colour: 'red' }
    expect(doors.move(door, 'shut')).toEqual({ status: 'shut', colour: 'red' })
    expect(door.status).toBe('open')
  })

  it('refuses what does not follow, and tells both states', () => {
    expect(() => doors.move({ status: 'open' }, 'walled up')).toThrow(Failure)
    expect(() => doors.move({ status: 'open' }, 'walled up')).toThrow(
      expect.objectContaining({ code: 'order.wrong_state', details: { status: 'open', wanted: 'walled up' } }),
    )
  })

  it('knows where nothing follows', () => {
    expect([doors.isFinal('walled up'), doors.isFinal('shut'), doors.can('shut', 'open'), doors.can('open', 'open')]).toEqual([true, false, true, false])
  })
})
