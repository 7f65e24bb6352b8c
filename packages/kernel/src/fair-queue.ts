import type { ErrorCode } from '@pantheon/contract'
import { fail } from './fail.ts'

export interface FairQueueOptions {
  /** Maximum number of running tasks. */
  concurrency: number
  /** How many of these slots are reserved for urgent tasks. */
  reserved: number
  /** Maximum number of waiting urgent tasks, and of waiting other tasks. */
  maxWaiting: number
  /** Maximum number of tasks of one owner, running and waiting. */
  perOwner: number
  /** The error code for a task over a limit. */
  code: ErrorCode
}

/** The owner of a task, and whether it has priority. */
export interface Turn {
  owner: string
  isUrgent: boolean
}
interface Waiter extends Turn {
  start: () => void
}

const retryAfterSeconds = 5

const changeCount = (counts: Map<string, number>, key: string, by: 1 | -1): void => {
  const count = (counts.get(key) ?? 0) + by
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}

/**
 * A fair queue: urgent tasks first, then tasks of the owner with the fewest running, then first come, first served. Tasks over a limit are
 * rejected at once, so that one owner cannot fill the queue.
 */
export const createFairQueue = ({ concurrency, reserved, maxWaiting, perOwner, code }: FairQueueOptions) => {
  const waiting: Waiter[] = []
  /** Per owner: tasks that run or wait, and tasks that run. */
  const [held, running] = [new Map<string, number>(), new Map<string, number>()]
  const at = { all: 0, notUrgent: 0 }

  const hasRoom = ({ isUrgent }: Turn): boolean => at.all < concurrency && (isUrgent || at.notUrgent < concurrency - reserved)
  const occupy = ({ owner, isUrgent }: Turn, by: 1 | -1): void => {
    at.all += by
    if (!isUrgent) at.notUrgent += by
    changeCount(running, owner, by)
  }
  const before = (a: Turn, b: Turn): number => Number(b.isUrgent) - Number(a.isUrgent) || (running.get(a.owner) ?? 0) - (running.get(b.owner) ?? 0)

  const startNext = (): void => {
    const next = waiting.filter(hasRoom).sort(before)[0] // the sort is stable, so equal tasks stay first come, first served
    if (!next) return
    waiting.splice(waiting.indexOf(next), 1)
    occupy(next, 1)
    next.start()
    startNext()
  }

  return {
    /** Runs `work` when its turn comes. Fails with `code` and `retryAfterSeconds`, or as `work` does. */
    run: async <T>(turn: Turn, work: () => Promise<T>): Promise<T> => {
      const isFull = !hasRoom(turn) && waiting.filter(({ isUrgent }) => isUrgent === turn.isUrgent).length >= maxWaiting
      if (isFull || (held.get(turn.owner) ?? 0) >= perOwner) fail(code, { retryAfterSeconds })
      changeCount(held, turn.owner, 1)
      await new Promise<void>((start) => {
        waiting.push({ ...turn, start })
        startNext()
      })
      try {
        return await work()
      } finally {
        changeCount(held, turn.owner, -1)
        occupy(turn, -1)
        startNext()
      }
    },
  }
}
export type FairQueue = ReturnType<typeof createFairQueue>
