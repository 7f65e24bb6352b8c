import { rounds } from '@pantheon/db/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstRun, isDue, nextRun, pauseAfter, type Schedule, type ScheduleState } from '../src/scheduler/schedule.ts'

const day = 86_400_000
const run = async (): Promise<void> => {}
const daily = (at: string, timeZone: string): Schedule => ({ name: 'daily', daily: { at, timeZone }, run })
const after = (schedule: Schedule, at: string): string => nextRun(schedule, new Date(at)).toISOString()

/** What a clock on the wall of a zone shows, by the runtime's own calendar: `2027-03-14 03:30`. */
const wallOf = (timeZone: string) => {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...fields })
  return (at: Date): string => format.format(at)
}

describe('A schedule by the time of day', () => {
  it('runs later today, or tomorrow once that has passed', () => {
    const tokyo = daily('03:00', 'Asia/Tokyo')
    expect(after(tokyo, '2026-12-01T17:59:59.999Z')).toBe('2026-12-01T18:00:00.000Z')
    expect(after(tokyo, '2026-12-01T18:00:00.000Z')).toBe('2026-12-02T18:00:00.000Z')
    expect(firstRun(tokyo, new Date('2026-12-01T00:00:00Z')).toISOString()).toBe('2026-12-01T18:00:00.000Z')
  })

  it('runs as much later as clocks skip, in New York and on Lord Howe, where that is half an hour', () => {
    expect(after(daily('02:30', 'America/New_York'), '2027-03-14T05:00:00Z')).toBe('2027-03-14T07:30:00.000Z') // shown as 03:30
    expect(after(daily('02:10', 'Australia/Lord_Howe'), '2026-10-03T12:00:00Z')).toBe('2026-10-03T15:40:00.000Z') // shown as 02:40
  })

  it('runs once where clocks show its time twice, the first time', () => {
    const newYork = daily('01:30', 'America/New_York')
    expect(after(newYork, '2026-11-01T04:00:00Z')).toBe('2026-11-01T05:30:00.000Z')
    expect(after(newYork, '2026-11-01T05:30:00Z')).toBe('2026-11-02T06:30:00.000Z')
    expect(after(newYork, '2026-11-01T06:00:00Z')).toBe('2026-11-02T06:30:00.000Z') // between the two
  })

  it('refuses what is no time of day and no zone', () => {
    expect(() => nextRun(daily('24:00', 'Asia/Tokyo'), new Date(0))).toThrow(RangeError)
    expect(() => nextRun(daily('3:00', 'Asia/Tokyo'), new Date(0))).toThrow(RangeError)
    expect(() => nextRun(daily('03:00', 'Moon/Tranquility'), new Date(0))).toThrow(RangeError)
  })

  it('runs once on every day, at its time or where clocks skip that within the hour behind, whatever the year', () => {
    const zones = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu')
    const times = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    const from = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zones, times, from, (timeZone, at, start) => {
        const [schedule, wall] = [daily(at, timeZone), wallOf(timeZone)]
        const days: string[] = []
        for (let last = start, n = 0; n < 400; n++) {
          const next = nextRun(schedule, last)
          expect(next.getTime()).toBeGreaterThan(last.getTime())
          const shown = wall(next)
          const late = Date.parse(`${shown.replace(' ', 'T')}Z`) - Date.parse(`${shown.slice(0, 10)}T${at}Z`)
          if (late !== 0) {
            // Skipped: no moment around it shows the time on that day.
            expect(late).toBeGreaterThan(0)
            expect(late).toBeLessThanOrEqual(3_600_000)
            for (let ms = -7_200_000; ms <= 7_200_000; ms += 60_000) expect(wall(new Date(next.getTime() + ms))).not.toBe(`${shown.slice(0, 10)} ${at}`)
          }
          days.push(shown.slice(0, 10))
          last = next
        }
        const wanted = days.map((_, n) => new Date(Date.parse(`${days[0]}T00:00:00Z`) + n * day).toISOString().slice(0, 10))
        expect(days).toEqual(wanted)
      }),
      rounds(6, 200),
    )
  })
})

describe('A schedule that is due', () => {
  const now = new Date('2026-12-01T12:00:00Z')
  const at = (ms: number) => new Date(now.getTime() + ms)
  const hourly: Schedule = { name: 'hourly', every: 3_600_000, run }
  const state: ScheduleState = { name: 'hourly', lastRunAt: null, nextRunAt: at(1000), failures: 0, leaseOwner: null, leaseUntil: null }
  const isDueAs = (change: Partial<ScheduleState>, schedule: Schedule = hourly) => isDue({ ...state, ...change }, schedule, now, 5000)

  it('is one whose time has come', () => {
    expect(isDueAs({})).toBe(false)
    expect(isDueAs({ nextRunAt: now })).toBe(true)
  })

  it('is not one that somebody runs, and is one whose holder has died, though its next time is far', () => {
    expect(isDueAs({ nextRunAt: now, leaseOwner: 'other', leaseUntil: at(1) })).toBe(false)
    expect(isDueAs({ nextRunAt: at(3_000_000), leaseOwner: 'other', leaseUntil: now })).toBe(true)
  })

  it('is one whose times were written by a clock that ran far ahead', () => {
    expect(isDueAs({ nextRunAt: at(2 * day) })).toBe(true)
    expect(isDueAs({ nextRunAt: at(2 * day) }, daily('03:00', 'Asia/Tokyo'))).toBe(false)
    expect(isDueAs({ nextRunAt: now, leaseOwner: 'other', leaseUntil: at(day) })).toBe(true)
  })

  it('pauses longer after each failure, at most a minute', () => {
    expect([1, 2, 3, 6, 7, 1000].map(pauseAfter)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000])
  })
})
