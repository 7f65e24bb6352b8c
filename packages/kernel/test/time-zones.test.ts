import { AnalyticsRequest, ReadCreditUsage, TimeZone } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { dayIn, periodOf } from '../src/index.ts'

const now = new Date('2026-10-28T09:30:00Z')
const isTaken = (name: string): boolean => TimeZone.safeParse(name).success
const compute = (timeZone: string) => [periodOf(AnalyticsRequest.parse({ range: '7d', timeZone }), now).buckets.length, dayIn(timeZone)(now)]

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const threeLetters = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))

describe('A time zone', () => {
  it('is taken and computed with by every name that the runtime lists', () => {
    const names = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/UTC', 'Asia/Kolkata', 'asia/tokyo', 'EST5EDT', 'Etc/GMT+9', 'Japan']
    expect(names.length).toBeGreaterThan(400)
    expect(names.filter((name) => !isTaken(name))).toEqual([])
    for (const timeZone of names) expect(compute(timeZone)).toEqual([7, expect.stringMatching(/^2026-10-2[789]$/)])
  })

  it('can be computed with whatever short name is taken', () => {
    for (const timeZone of threeLetters.filter(isTaken)) expect(compute(timeZone)[0]).toBe(7)
    expect(threeLetters.filter(isTaken)).toContain('UTC')
  })

  it.each([
    ...'JST IST PST CST AST BST ACT AET ECT EAT CTT VST NET PLT PRT CNT IET BET AGT CAT NST SST MIT ART jst Pst'.split(' '),
    ...['+09:00', '-05', '+0900', 'UTC+9', 'Etc/Unknown', 'Mars/Olympus', '', ' UTC', 'x'.repeat(1000)],
  ])('is not %j', (timeZone) => {
    for (const schema of [TimeZone, AnalyticsRequest, ReadCreditUsage])
      expect(schema.safeParse(schema === TimeZone ? timeZone : { timeZone }).success).toBe(false)
  })
})
