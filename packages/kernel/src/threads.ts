import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import pLimit from 'p-limit'
import { Piscina } from 'piscina'

/** Why a task gave no result: as many tasks wait as may, its time was over, or its memory was used up. */
export type ThreadRefusal = 'queue_full' | 'timed_out' | 'out_of_memory'

/** A task that was refused or stopped by a limit of the pool. Errors of the task itself arrive as they were thrown. */
export class ThreadLimitError extends Error {
  override readonly name = 'ThreadLimitError'
  constructor(readonly refusal: ThreadRefusal) {
    super(`A task in a thread: ${refusal}`)
  }
}

export interface ThreadPoolOptions {
  /** The module whose function `run` does the work, without its extension: `.js` in a bundle, `.ts` in the sources. */
  worker: URL
  /** How many tasks run at once, each on a thread of its own. */
  threads: number
  /** How many more may wait for a thread. */
  maxWaiting: number
  /** Milliseconds a task may run, waiting not counted; its thread is ended then. No limit without it. */
  timeLimitMs?: number
  /** Megabytes of heap a thread may use; it is ended when it needs more. Node's own limit without it. */
  memoryMb?: number
}

/** Where nothing waits, a thread is ended after so long. */
const idleMs = 30_000

/** Sources are TypeScript, which Node 20 cannot read by itself; a bundle needs no loader. */
const entryOf = (worker: URL): { filename: string; execArgv: string[] } => {
  const [bundled, source] = ['.js', '.ts'].map((extension) => fileURLToPath(`${worker.href}${extension}`)) as [string, string]
  if (existsSync(bundled)) return { filename: bundled, execArgv: [] }
  return { filename: source, execArgv: ['--import', createRequire(import.meta.url).resolve('tsx')] }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code

/** Runs tasks on threads of their own, started when they are needed, so that neither the event loop nor libuv's threads wait for them. */
export const createThreadPool = <I, O>({ worker, threads, maxWaiting, timeLimitMs, memoryMb }: ThreadPoolOptions) => {
  const pool = new Piscina<I, O>({
    ...entryOf(worker),
    name: 'run',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
  })
  const limit = pLimit(threads)

  const start = async (input: I): Promise<O> => {
    const signal = timeLimitMs === undefined ? null : AbortSignal.timeout(timeLimitMs)
    try {
      return await pool.run(input, { signal })
    } catch (error) {
      if (signal?.aborted) throw new ThreadLimitError('timed_out')
      if (isCode(error, 'ERR_WORKER_OUT_OF_MEMORY')) throw new ThreadLimitError('out_of_memory')
      throw error
    }
  }

  return {
    /** Rejects with `ThreadLimitError`, or with what the task threw. */
    run: async (input: I): Promise<O> => {
      if (limit.pendingCount >= maxWaiting) throw new ThreadLimitError('queue_full')
      return limit(start, input)
    },
    /** Ends the threads; what they work on is rejected. */
    close: (): Promise<void> => pool.destroy(),
  }
}
export type ThreadPool<I, O> = ReturnType<typeof createThreadPool<I, O>>
