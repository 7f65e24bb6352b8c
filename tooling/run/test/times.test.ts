import { describe, expect, it } from 'vitest'
import { changesOfClocks, testTimes } from '../times.ts'

const from = new Date('2026-11-30T12:00:00.000Z')
const changes = (timeZone: string): string[] => changesOfClocks(timeZone, from).map((at) => at.toISOString())

describe('The times at which the tests are run', () => {
  it('begin a minute before clocks change, also where they change by half an hour, and nowhere else', () => {
    expect(changes('America/New_York')).toEqual(['2027-03-14T06:59:00.000Z', '2027-11-07T05:59:00.000Z'])
    expect(changes('Australia/Lord_Howe')).toEqual(['2027-04-03T14:59:00.000Z', '2027-10-02T15:29:00.000Z'])
    expect(changes('Asia/Tokyo')).toEqual([])
  })

  it.each(['2026-11-30T12:00:00.000Z', '2027-12-31T23:59:30.000Z', '2028-02-29T23:00:00.000Z'])('lie ahead of %s, and each has a name of its own', (now) => {
    const times = testTimes(new Date(now))
    expect(new Set(times.map(({ name }) => name)).size).toBe(times.length)
    expect(times.map(({ timeZone }) => timeZone)).toEqual(expect.arrayContaining(['Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe']))
    const day = 86_400_000
    for (const { name, at } of times) expect(at.getTime(), name).toBeGreaterThan(Date.parse(now) - day)
    expect(times.find(({ name }) => name === 'leap-day')?.at.toISOString()).toMatch(/-02-29T12:00/)
  })
})
