import { failureOf } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { Semaphore } from '../src/semaphore.ts'

/** Work that goes on until it is told to end. */
const openWork = () => {
  let end: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end, run: () => ended }
}
const codeOf = (error: unknown) => failureOf(error)?.code

describe('A semaphore', () => {
  it('lets so many run, first come, first served, whatever comes of their work', async () => {
    const turns = new Semaphore({ permits: 2, timeoutMs: 60_000 })
    const order: number[] = []
    let running = 0
    let most = 0
    const work = async (n: number): Promise<void> => {
      order.push(n)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      if (n % 3 === 0) throw new Error('no')
    }
    await Promise.allSettled(Array.from({ length: 20 }, (_, n) => turns.run(() => work(n))))
    expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n))
    expect(most).toBe(2)
  })

  it('keeps one key from all of it: others pass those who wait for their own share', async () => {
    const turns = new Semaphore({ permits: 3, permitsPerKey: 2, timeoutMs: 60_000 })
    const [first, second] = [openWork(), openWork()]
    const busy = [turns.run(first.run, 'a'), turns.run(second.run, 'a')]
    let hasThirdRun = false
    const third = turns.run(() => {
      hasThirdRun = true
    }, 'a')
    expect(await turns.run(() => 'passed', 'b')).toBe('passed')
    expect(hasThirdRun).toBe(false)
    first.end()
    await third
    second.end()
    await Promise.all(busy)
    expect(hasThirdRun).toBe(true)
  })

  it('refuses who waits too long, or behind too many, and forgets them', async () => {
    const turns = new Semaphore({ permits: 1, maxWaiting: 2, timeoutMs: 20 })
    const work = openWork()
    const busy = turns.run(work.run)
    const waiting = [turns.run(() => 1), turns.run(() => 2), turns.run(() => 3)].map((turn) => turn.catch(codeOf))
    expect(await Promise.all(waiting)).toEqual(['server.busy', 'server.busy', 'server.busy'])
    work.end()
    await busy
    expect(await turns.run(() => 'free')).toBe('free')
  })
})
