import { type AnalyticsRange, AnalyticsRequest, type AnalyticsStep } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { edgesOf, periodOf, spread } from '../src/index.ts'

const hours = ({ from, until }: { from: string; until: string }): number => (Date.parse(until) - Date.parse(from)) / 3_600_000
const period = (request: Partial<AnalyticsRequest>, now: string) => periodOf(AnalyticsRequest.parse(request), new Date(now))

describe('A period of figures', () => {
  it('has a day of 25 hours where clocks go back, and one of 23 where they go forward', () => {
    const october = period({ range: '7d', timeZone: 'Europe/Berlin' }, '2026-10-28T09:30:00Z')
    expect(october.buckets.map(hours)).toEqual([24, 24, 24, 25, 24, 24, 24])
    expect(october.buckets[3]).toEqual({ from: '2026-10-24T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z', isWhole: true })
    const march = period({ range: '7d', timeZone: 'Europe/Berlin' }, '2026-03-31T09:30:00Z')
    expect(march.buckets.map(hours)).toEqual([24, 24, 24, 24, 23, 24, 24])
  })

  it('begins its days at midnight in Tokyo, which is 15:00 in London', () => {
    const { buckets, timeZone } = period({ range: '7d', timeZone: 'Asia/Tokyo' }, '2026-11-20T16:00:00Z')
    expect(timeZone).toBe('Asia/Tokyo')
    expect(buckets.at(-1)).toEqual({ from: '2026-11-20T15:00:00.000Z', until: '2026-11-21T15:00:00.000Z', isWhole: false })
    expect(buckets).toHaveLength(7)
  })

  it('begins a day that has no midnight when its clocks do', () => {
    const { buckets } = period({ range: '7d', timeZone: 'Africa/Cairo' }, '2026-04-26T12:00:00Z')
    const changed = buckets.find((bucket) => hours(bucket) === 23)
    expect(changed?.from).toBe('2026-04-23T22:00:00.000Z')
  })

  it('counts hours of zones that are half an hour off', () => {
    const { buckets } = period({ range: '24h', timeZone: 'Asia/Kolkata' }, '2026-11-20T10:05:00Z')
    expect(buckets).toHaveLength(24)
    expect(buckets.at(-1)).toMatchObject({ from: '2026-11-20T09:30:00.000Z', isWhole: false })
  })

  it('cuts weeks on Mondays, and says which are not whole', () => {
    const { buckets } = period({ range: '90d' }, '2026-11-20T10:00:00Z')
    expect(buckets[0]).toEqual({ from: '2026-08-23T00:00:00.000Z', until: '2026-08-24T00:00:00.000Z', isWhole: false })
    expect(buckets[1]).toEqual({ from: '2026-08-24T00:00:00.000Z', until: '2026-08-31T00:00:00.000Z', isWhole: true })
    expect(buckets.at(-1)).toMatchObject({ from: '2026-11-16T00:00:00.000Z', isWhole: false })
  })

  it('looks back over twelve months, this one among them', () => {
    const { buckets, before } = period({ range: '12m' }, '2026-11-20T10:00:00Z')
    expect(buckets.map(({ from }) => from.slice(0, 7))).toHaveLength(12)
    expect(buckets[0]?.from).toBe('2025-12-01T00:00:00.000Z')
    expect(before).toEqual({ from: '2024-12-01T00:00:00.000Z', until: '2025-11-20T10:00:00.000Z' })
  })

  it('is compared with as much of the time before: half of today with half of that day', () => {
    expect(period({ range: '7d' }, '2026-11-20T10:00:00Z').before).toEqual({ from: '2026-11-07T00:00:00.000Z', until: '2026-11-13T10:00:00.000Z' })
    expect(period({ range: '24h' }, '2026-11-20T10:05:00Z').before).toEqual({ from: '2026-11-18T11:00:00.000Z', until: '2026-11-19T10:05:00.000Z' })
  })

  it('is compared with the year until the 28th of February where today is the 29th', () => {
    expect(period({ range: '12m' }, '2028-02-29T10:00:00Z').before).toEqual({ from: '2026-03-01T00:00:00.000Z', until: '2027-02-28T10:00:00.000Z' })
  })

  it('is without gaps and in order, whenever and wherever it is asked for', () => {
    const zones = ['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/St_Johns', 'Africa/Cairo', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Kathmandu']
    const cuts: [AnalyticsRange, AnalyticsStep?][] = [['24h'], ['7d'], ['30d', 'week'], ['90d', 'month'], ['90d'], ['12m'], ['12m', 'day']]
    // Every 97 days and an hour, for nine years: changes of clocks lie everywhere in the ranges.
    for (let now = Date.UTC(2024, 0, 1); now < Date.UTC(2033, 0, 1); now += 97 * 86_400_000 + 3_777_000) {
      for (const timeZone of zones) {
        for (const [range, step] of cuts) {
          const found = periodOf({ range, step, timeZone }, new Date(now))
          const { starts, until } = edgesOf(found)
          const times = [...starts, until].map((at) => at.getTime())
          expect(times).toEqual([...times].sort((a, b) => a - b))
          expect(found.buckets.slice(1).map(({ from }) => from)).toEqual(found.buckets.slice(0, -1).map((bucket) => bucket.until))
          expect([Date.parse(found.buckets.at(-1)?.from ?? '') <= now, now < until.getTime()]).toEqual([true, true])
        }
      }
    }
  })

  it('has a figure for every step, also where there is nothing', () => {
    const found = period({ range: '7d' }, '2026-11-20T10:00:00Z')
    const sum = (rows: readonly { place: number; n: number }[]) => rows.reduce((total, { n }) => total + n, 0)
    const rows = [
      { place: 0, n: 5 },
      { place: 1, n: 99 },
      { place: 2, n: 1 },
      { place: 8, n: 2 },
    ]
    expect(spread(found, rows, sum)).toEqual({ total: 3, before: 5, buckets: [1, 0, 0, 0, 0, 0, 2] })
  })

  it.each(['+09:00', 'Mars/Olympus', '', 'Europe/Berlin; drop table orders', 'a'.repeat(200)])('takes no time zone "%s"', (timeZone) => {
    expect(AnalyticsRequest.safeParse({ timeZone }).success).toBe(false)
  })

  it('takes hours for a day only', () => {
    expect(AnalyticsRequest.safeParse({ range: '12m', step: 'hour' }).success).toBe(false)
    expect(AnalyticsRequest.safeParse({ range: '24h', step: 'month' }).success).toBe(false)
  })
})
