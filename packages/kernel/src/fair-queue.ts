import type { ErrorCode } from '@pantheon/contract'
import { fail } from './fail.ts'

export interface FairQueueOptions {
  /** How many run at once, … */
  atOnce: number
  /** … and how many of those places only urgent ones take. */
  kept: number
  /** How many urgent ones may wait, and how many others. */
  maxWaiting: number
  /** How many of one owner may run or wait. */
  perOwner: number
  /** What work is refused with that is one too many. */
  code: ErrorCode
}

/** Whose a piece of work is, and whether it goes before what is not urgent. */
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
 * Lets pieces of work take turns: urgent ones first, then those of whoever has the fewest running, then first come, first
 * served. Work past a limit is refused at once, so that nobody can fill the queue for everybody.
 */
export const createFairQueue = ({ atOnce, kept, maxWaiting, perOwner, code }: FairQueueOptions) => {
  const waiting: Waiter[] = []
  /** Running or waiting, and running, by owner. */
  const [held, running] = [new Map<string, number>(), new Map<string, number>()]
  const at = { all: 0, notUrgent: 0 }

  const hasRoom = ({ isUrgent }: Turn): boolean => at.all < atOnce && (isUrgent || at.notUrgent < atOnce - kept)
  const occupy = ({ owner, isUrgent }: Turn, by: 1 | -1): void => {
    at.all += by
    if (!isUrgent) at.notUrgent += by
    changeCount(running, owner, by)
  }
  const before = (a: Turn, b: Turn): number => Number(b.isUrgent) - Number(a.isUrgent) || (running.get(a.owner) ?? 0) - (running.get(b.owner) ?? 0)

  const startNext = (): void => {
    const next = waiting.filter(hasRoom).sort(before)[0] // a stable sort: the first to come is first among equals
    if (!next) return
    waiting.splice(waiting.indexOf(next), 1)
    occupy(next, 1)
    next.start()
    startNext()
  }

  return {
    /** Runs `work` when it is its turn. Fails with `code` and `retryAfterSeconds`, else as `work` does. */
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
