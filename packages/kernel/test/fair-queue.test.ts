import { describe, expect, it } from 'vitest'
import { Failure } from '../src/fail.ts'
import { createFairQueue, type FairQueueOptions } from '../src/fair-queue.ts'

/** A queue whose work ends when it is told to, and a list of what has begun. */
const desk = (limits: Partial<FairQueueOptions>) => {
  const queue = createFairQueue({ concurrency: 2, reserved: 0, maxWaiting: 20, perOwner: 20, code: 'document.too_many', ...limits })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    begun,
    /** Asks for a turn; resolves to what it was refused with, or to what it waits for. */
    ask: async (name: string, owner: string, isUrgent = false): Promise<unknown> => {
      const work = () => {
        begun.push(name)
        return new Promise<void>((resolve) => ends.set(name, resolve))
      }
      const answer = queue.run({ owner, isUrgent }, work).catch((error: unknown) => (error instanceof Failure ? [error.code, error.details] : error))
      return Promise.race([answer, settled().then(() => 'under way')])
    },
    end: async (name: string): Promise<void> => {
      ends.get(name)?.()
      await settled()
    },
  }
}
const tooMany = ['document.too_many', { retryAfterSeconds: 5 }]

describe('A fair queue', () => {
  it('has room for so many of one owner, running or waiting, until one of them ends', async () => {
    const { ask, end } = desk({ perOwner: 2, concurrency: 1 })
    expect(await Promise.all([ask('a1', 'a'), ask('a2', 'a'), ask('a3', 'a'), ask('b1', 'b')])).toEqual(['under way', 'under way', tooMany, 'under way'])
    await end('a1')
    expect(await ask('a4', 'a')).toBe('under way')
  })
  it('comes next to whoever has the fewest running, then to who came first', async () => {
    const { ask, end, begun } = desk({})
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) await ask(name, name.charAt(0))
    for (const name of ['a1', 'a2', 'b1']) await end(name)
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'b2'])
  })
  it('takes urgent work first, for which places are kept, and which waits in a row of its own', async () => {
    const { ask, end, begun } = desk({ reserved: 1, maxWaiting: 1 })
    expect([await ask('course', 'a'), await ask('waits', 'b'), await ask('refused', 'c')]).toEqual(['under way', 'under way', tooMany])
    expect([await ask('paper', 'd', true), await ask('next paper', 'e', true), await ask('refused too', 'f', true)]).toEqual([
      'under way',
      'under way',
      tooMany,
    ])
    await end('course')
    await end('paper')
    expect(begun).toEqual(['course', 'paper', 'next paper', 'waits'])
  })
  it('goes on when work fails', async () => {
    const queue = createFairQueue({ concurrency: 1, reserved: 0, maxWaiting: 1, perOwner: 1, code: 'document.too_many' })
    const turn = { owner: 'a', isUrgent: false }
    await expect(queue.run(turn, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await queue.run(turn, () => Promise.resolve('done'))).toBe('done')
  })
})
