import { AnalyticsRequest, type AnalyticsStep, analyticsRanges, concernKinds, jobOutcomes, orderOutcomes } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { formatDuration } from '../src/charts/duration.ts'
import { axisMarks, axisWidth, reachOf } from '../src/charts/scale.ts'
import { timeLabels } from '../src/charts/time-labels.ts'
import en from '../src/messages/overview.en.json'
import ja from '../src/messages/overview.ja.json'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const namesIn = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('The words of the overview', () => {
  it('exist in English and in Japanese alike, filled in with the same values', () => {
    const japanese = new Map(flat(ja))
    expect([...japanese.keys()]).toEqual(flat(en).map(([key]) => key))
    for (const [key, text] of flat(en)) expect({ key, names: namesIn(japanese.get(key)) }).toEqual({ key, names: namesIn(text) })
  })
  it('name every range, every outcome and everything that waits for a person', () => {
    for (const range of analyticsRanges) expect(en.range).toHaveProperty(range)
    for (const outcome of orderOutcomes) expect(en.orders).toHaveProperty(outcome)
    for (const outcome of jobOutcomes) expect(en.jobs).toHaveProperty(outcome)
    for (const kind of concernKinds) expect(en.concerns.kind).toHaveProperty(kind)
    expect(AnalyticsRequest.safeParse({ range: '30d' }).success).toBe(true)
  })
})

describe('Time on an axis', () => {
  const bucket = { from: '2026-10-24T15:00:00.000Z', until: '2026-10-31T15:00:00.000Z', isWhole: true }
  const label = (step: AnalyticsStep, language: string) => timeLabels(step, 'Asia/Tokyo', language)
  it('is that of the calendar the figures were cut with, in the reader’s language', () => {
    expect(label('day', 'ja').axis(bucket)).toBe('10月25日')
    expect(label('day', 'en').axis(bucket)).toBe('Oct 25')
    expect(label('month', 'ja').axis(bucket)).toBe('10月')
    expect(label('hour', 'ja').axis(bucket)).toBe('0:00')
  })
  it('names a week from its first day to its last', () => {
    expect(label('week', 'en').full(bucket)).toMatch(/^Oct 25\W+31, 2026$/)
    expect(label('week', 'ja').full(bucket)).toBe('2026年10月25日～10月31日')
  })
})

describe('How long something took', () => {
  it.each([
    [0.4, 'en', '0.4 sec'],
    [45.2, 'en', '45 sec'],
    [200, 'en', '3 min 20 sec'],
    [3600, 'en', '1 hr'],
    [7500, 'en', '2 hr 5 min'],
    [200, 'ja', '3分20秒'],
  ])('%s seconds in %s are %s', (seconds, language, text) => {
    expect(formatDuration(seconds, language)).toBe(text)
  })
})

describe('The marks of an axis', () => {
  it('is as wide as its longest label, signs of full width counting whole', () => {
    expect(axisWidth(['$0', '$100'])).toBeGreaterThanOrEqual(4 * 7 + 8)
    expect(axisWidth(['$0', '$100'])).toBeLessThan(56)
    expect(axisWidth(['¥1.5万'])).toBeGreaterThan(axisWidth(['¥1.5K']))
    expect(axisWidth([])).toBeLessThan(16)
  })
  it('are round, evenly apart, and hold zero', () => {
    expect(axisMarks([5, 1], 4)).toEqual([0, 2, 4, 6])
    expect(axisMarks([3811], 10)).toEqual([0, 1000, 2000, 3000, 4000])
    expect(axisMarks([120, -40], 10)).toEqual([-50, 0, 50, 100, 150])
  })
  it('are there when there is nothing to show, and never halves of an order', () => {
    expect(axisMarks([0, 0, null], 4)).toEqual([0, 1, 2, 3, 4])
    expect(axisMarks([], 4)).toEqual([0, 1, 2, 3, 4])
  })
  it('reach as high as bars that stand on each other, and as low', () => {
    const stack = 'money'
    expect(reachOf([{ stack, values: [3, 1] }, { stack, values: [2, -4] }, { values: [7, 0] }])).toEqual([5, 0, 7, 0, 1, -4, 0, 0])
  })
})
