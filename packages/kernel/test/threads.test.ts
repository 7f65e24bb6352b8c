import { afterAll, describe, expect, it } from 'vitest'
import { createThreadPool, ThreadLimitError } from '../src/threads.ts'
import type { Strain } from './threads/strain.ts'

const open = (limits: { threads?: number; maxWaiting?: number; timeLimitMs?: number; memoryMb?: number }) =>
  createThreadPool<Strain, string>({ worker: new URL('./threads/strain', import.meta.url), threads: 1, maxWaiting: 10, ...limits })
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ThreadLimitError ? error.refusal : String(error)),
  )

describe('A pool of threads', () => {
  const pool = open({ timeLimitMs: 15_000, memoryMb: 40 })
  afterAll(() => pool.close())

  it('hands back what the task answers or throws', async () => {
    expect(await pool.run({ kind: 'echo', text: 'heard' })).toBe('heard')
    expect(await refusalOf(pool.run({ kind: 'throw' }))).toBe('RangeError: as asked')
  })

  it('ends a task that needs more memory than it may have, and takes the next one', async () => {
    expect(await refusalOf(pool.run({ kind: 'fill' }))).toBe('out_of_memory')
    expect(await pool.run({ kind: 'echo', text: 'still here' })).toBe('still here')
  })

  it('ends a task when its time is over, not counting its wait, and refuses more than may wait', async () => {
    const short = open({ timeLimitMs: 300, maxWaiting: 1 })
    const spinning = refusalOf(short.run({ kind: 'spin' }))
    const waiting = refusalOf(short.run({ kind: 'spin' }))
    await Promise.resolve()
    expect(await refusalOf(short.run({ kind: 'echo', text: 'one too many' }))).toBe('queue_full')
    expect([await spinning, await waiting]).toEqual(['timed_out', 'timed_out'])
    await short.close()
  })
})
