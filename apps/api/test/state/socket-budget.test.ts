import { describe, expect, it } from 'vitest'
import { createSocketBudget } from '../../src/socket-budget.ts'

describe('What one socket may say', () => {
  const budget = () => {
    const time = { now: 0 }
    return { time, ...createSocketBudget(() => time.now) }
  }

  it('takes a burst, and a page that comes back to life every few seconds for ever', () => {
    const { time, take } = budget()
    expect(Array.from({ length: 1000 }, () => take(100)).every(Boolean)).toBe(true)
    for (let second = 0; second < 3600; second += 5) {
      time.now += 5000
      expect(take(200)).toBe(true)
    }
  })
  it('refuses a flood of small messages, and one of few large ones', () => {
    const small = budget()
    let sent = 0
    while (small.take(64)) small.time.now += ++sent % 2 // two messages a millisecond
    expect(sent).toBeLessThan(2100)
    const empty = budget()
    expect(Array.from({ length: 2001 }, () => empty.take(0)).indexOf(false)).toBe(2000)
    const large = budget()
    let bytes = 0
    while (large.take(16_384)) bytes += 16_384
    expect(bytes).toBeLessThanOrEqual(2000 * 64)
  })
})
