import { createMemoryThrottle } from '@pantheon/adapters/throttle'
import { createPasswordGuard } from '@pantheon/auth'
import { Failure } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { preparedPassword } from '../../src/testing/index.ts'

const victim = { id: 'victim', passwordHash: preparedPassword.hash }

/** A gate that does not wait, but says how long it would have. */
const createGuardWith = ({ triesPerNetwork = 60 } = {}) => {
  const holds: number[] = []
  const pause = async (ms: number): Promise<void> => {
    holds.push(ms)
  }
  const devices = { read: (cookie: string | undefined) => cookie }
  const passwordGuard = createPasswordGuard({ throttle: createMemoryThrottle(), devices, triesPerNetwork, pause })
  /** One wrong try, and how long it was held back; `refused` when it was not even looked at. */
  const guess = async (
    address: string,
    { account = 'victim@example.test', device }: { account?: string; device?: string } = {},
  ): Promise<number | 'refused'> => {
    const before = holds.length
    try {
      const attempt = { account, known: victim, password: 'a wrong guess', origin: { address, userAgent: '', requestId: 'r' }, deviceCookie: device }
      expect(await passwordGuard.isRight(attempt)).toBe(false)
      return holds.length > before ? (holds.at(-1) ?? 0) : 0
    } catch (error) {
      if (error instanceof Failure && error.code === 'auth.too_many_tries') return 'refused'
      throw error
    }
  }
  return guess
}

describe('One account guessed from many networks', () => {
  it('is held back longer and longer, and never refused to somebody who comes from elsewhere', async () => {
    const guess = createGuardWith()
    const waits: (number | 'refused')[] = []
    for (let network = 0; network < 100; network++) waits.push(await guess(`203.0.${network}.1`))
    expect(waits.slice(0, 20).every((wait) => wait === 0)).toBe(true)
    expect([20, 30, 40, 50, 60, 70, 80, 90, 99].map((n) => waits[n])).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 8000, 8000])
    // The owner on a machine that nobody knows waits as long; where they have signed in before they notice nothing.
    expect(await guess('198.51.100.1')).toBe(8000)
    expect(await guess('198.51.100.1', { device: 'known' })).toBe(0)
    // And whoever has another account never does.
    expect(await guess('198.51.100.2', { account: 'somebody-else@example.test' })).toBe(0)
  })

  it('at the same moment is held back too', async () => {
    const guess = createGuardWith()
    const waits = await Promise.all(Array.from({ length: 60 }, (_, network) => guess(`203.0.${network}.1`)))
    expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(20)
  })

  it('from the 256 networks of one IPv6 customer is guessed from one place', async () => {
    const guess = createGuardWith()
    const outcomes: unknown[] = []
    for (let network = 0; network < 16; network++) outcomes.push(await guess(`2001:db8:7:70${network.toString(16)}::1`))
    expect(outcomes.filter((outcome) => outcome !== 'refused')).toHaveLength(5)
    expect(await guess('2001:db8:7:800::1')).toBe(0)
  })
})

describe('Many accounts guessed from one network', () => {
  it('leave everybody else in it alone, up to so many a minute', async () => {
    const guess = createGuardWith()
    for (let n = 0; n < 55; n++) expect(await guess('203.0.113.1', { account: `nobody-${n}@example.test` })).toBe(0)
    for (let n = 0; n < 5; n++) expect(await guess('203.0.113.1')).toBe(0)
    expect(await guess('203.0.113.1')).toBe('refused')
    expect(await guess('203.0.113.1', { account: 'one-more@example.test' })).toBe('refused')
    // Not where the person has signed in before, and not elsewhere.
    expect(await guess('203.0.113.1', { device: 'known' })).toBe(0)
    expect(await guess('203.0.113.2', { account: 'one-more@example.test' })).toBe(0)
  })

  it('count tries only that were looked at: one account that is refused uses nothing up for the others', async () => {
    const guess = createGuardWith({ triesPerNetwork: 10 })
    for (let n = 0; n < 40; n++) await guess('203.0.113.1')
    expect(await guess('203.0.113.1')).toBe('refused')
    for (let n = 0; n < 5; n++) expect(await guess('203.0.113.1', { account: `nobody-${n}@example.test` })).toBe(0)
    expect(await guess('203.0.113.1', { account: 'nobody-9@example.test' })).toBe('refused')
  })
})
