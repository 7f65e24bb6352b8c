import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import { createPump, yieldIfLong } from '../src/index.ts'

describe('A pump', () => {
  it('runs once more for all wake-ups during a turn, and never two turns at once', async () => {
    let turns = 0
    let atOnce = 0
    const pump = createPump(async () => {
      turns++
      expect(++atOnce).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 2))
      atOnce--
    })
    pump.wake()
    pump.wake()
    pump.wake()
    await pump.idle()
    expect(turns).toBe(2)
  })

  it('can be woken again after work that had nothing to do', async () => {
    let turns = 0
    const pump = createPump(async () => void turns++)
    for (let i = 1; i <= 3; i++) {
      pump.wake()
      await pump.idle()
      expect(turns).toBe(i)
    }
  })

  it('loses no wake-up, whenever it comes', async () => {
    let wanted = 0
    let done = 0
    const pump = createPump(async () => {
      const now = wanted
      for (let i = 0; i < wanted % 3; i++) await null
      done = now
    })
    for (let i = 0; i < 500; i++) {
      wanted++
      pump.wake()
      for (let j = 0; j < i % 5; j++) await null
    }
    await pump.idle()
    expect(done).toBe(500)
  })

  it('works outside of whatever request or transaction woke it', async () => {
    const current = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    const pump = createPump(async () => {
      seen.push(current.getStore())
      await null
      seen.push(current.getStore())
    })
    current.run('a request', pump.wake)
    await pump.idle()
    expect(seen).toEqual([undefined, undefined])
  })
})

describe('Long work in short steps', () => {
  it('lets others have their turn', async () => {
    let turns = 0
    const others = setInterval(() => turns++, 0)
    const deadline = performance.now() + 5000 // promises alone would never let the interval, or a time limit, have its turn
    while (turns === 0 && performance.now() < deadline) await yieldIfLong()
    clearInterval(others)
    expect(turns).toBeGreaterThan(0)
  })

  it('shares a turn with all other such work, of which none is left behind', async () => {
    const stepMs = 0.5
    let inTurn = 0
    let most = 0
    const others = setInterval(() => {
      most = Math.max(most, inTurn)
      inTurn = 0
    }, 0)
    const done = Array.from({ length: 8 }, () => 0)
    const deadline = performance.now() + 300
    const work = async (n: number): Promise<void> => {
      while (performance.now() < deadline) {
        const from = performance.now()
        while (performance.now() - from < stepMs);
        done[n] = (done[n] ?? 0) + 1
        inTurn++
        await yieldIfLong()
      }
    }
    await Promise.all(done.map((_, n) => work(n)))
    clearInterval(others)
    expect(Math.min(...done)).toBeGreaterThan(Math.max(...done) / 2)
    // Ten milliseconds hold 20 steps, and each of the eight may be within one. Ten milliseconds for each would hold 160.
    expect(most).toBeLessThan(40)
  })
})
