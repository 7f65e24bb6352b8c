import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import pLimit from 'p-limit'
import { Piscina } from 'piscina'

/** Why a task has no result: the queue is full, its time limit passed, or its memory limit was reached. */
export type ThreadRefusal = 'queue_full' | 'timed_out' | 'out_of_memory'

/** A task was rejected or stopped by a limit of the pool. Errors of the task itself are rethrown unchanged. */
export class ThreadLimitError extends Error {
  override readonly name = 'ThreadLimitError'
  constructor(readonly refusal: ThreadRefusal) {
    super(`A task in a thread: ${refusal}`)
  }
}

export interface ThreadPoolOptions {
  /** The module that exports `run`, without its extension: `.js` in a bundle, `.ts` in the sources. */
  worker: URL
  /** Maximum number of running tasks, each on its own thread. */
  threads: number
  /** Maximum number of tasks that wait for a thread. */
  maxWaiting: number
  /** Maximum run time of a task in milliseconds, not counting the wait; its thread is then terminated. No limit when absent. */
  timeLimitMs?: number
  /** Maximum heap of a thread in megabytes; it is terminated above that. Node's default when absent. */
  memoryMb?: number
}

/** Idle threads are terminated after this time. */
const idleMs = 30_000

/** The sources are TypeScript, which Node 20 cannot load by itself; a bundle needs no loader. */
const entryOf = (worker: URL): { filename: string; execArgv: string[] } => {
  const [bundled, source] = ['.js', '.ts'].map((extension) => fileURLToPath(`${worker.href}${extension}`)) as [string, string]
  if (existsSync(bundled)) return { filename: bundled, execArgv: [] }
  return { filename: source, execArgv: ['--import', createRequire(import.meta.url).resolve('tsx')] }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code

/** Runs tasks on worker threads that are started on demand, so that they block neither the event loop nor libuv's thread pool. */
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
    /** Rejects with `ThreadLimitError`, or with the error of the task. */
    run: async (input: I): Promise<O> => {
      if (limit.pendingCount >= maxWaiting) throw new ThreadLimitError('queue_full')
      return limit(start, input)
    },
    /** Terminates the threads; running tasks are rejected. */
    close: (): Promise<void> => pool.destroy(),
  }
}
export type ThreadPool<I, O> = ReturnType<typeof createThreadPool<I, O>>
