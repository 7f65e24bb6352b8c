import { describe, expect, it } from 'vitest'
import { usageOf, usageSince } from '../src/credits/usage.ts'

const at = (text: string): Date => new Date(text)
const lastOf = (usage: ReturnType<typeof usageOf>, count: number) => usage.days.slice(-count).map(({ day, spent }) => `${day} ${spent}`)

describe('What was spent day by day', () => {
  it('counts thirty days up to today, each by the clocks of its reader', () => {
    const spent = [at('2027-01-30T14:59:00Z'), at('2027-01-30T15:00:00Z'), at('2027-01-31T10:00:00Z')]
    const now = at('2027-01-31T14:00:00Z')
    const utc = usageOf(spent, now, 'UTC')
    expect([utc.days.length, utc.days[0]?.day, utc.total]).toEqual([30, '2027-01-02', 3])
    expect(lastOf(utc, 2)).toEqual(['2027-01-30 2', '2027-01-31 1'])
    expect(lastOf(usageOf(spent, now, 'Asia/Tokyo'), 2)).toEqual(['2027-01-30 1', '2027-01-31 2'])
  })
  it('has every day once, also where summer time begins or ends', () => {
    for (const now of ['2027-04-02T00:30:00Z', '2027-11-02T23:30:00Z']) {
      const { days } = usageOf([], at(now), 'Europe/Berlin')
      expect(new Set(days.map(({ day }) => day)).size).toBe(30)
    }
    expect(lastOf(usageOf([at('2027-03-28T00:30:00Z'), at('2027-03-28T22:30:00Z')], at('2027-03-29T12:00:00Z'), 'Europe/Berlin'), 2)).toEqual([
      '2027-03-28 1',
      '2027-03-29 1',
    ])
  })
  it('leaves out what is older, and reads no less than it counts', () => {
    const now = at('2027-01-31T14:00:00Z')
    expect(usageOf([at('2027-01-01T23:59:00Z')], now, 'UTC').total).toBe(0)
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const [first] = usageOf([], now, zone).days
      expect(usageSince(now).getTime()).toBeLessThan(Date.parse(`${first?.day}T00:00:00Z`) - 13 * 3_600_000)
    }
  })
})
