import { AsyncResource } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'

/** How long steps may follow each other, in milliseconds, before others have their turn. */
const mostMs = 10

/** Waits until the event loop has gone round once: other requests and timers have their turn. */
export const yieldToEventLoop = (): Promise<void> => setImmediate()

/**
 * For long work in short steps, which calls what is returned between any two: it yields to the event loop when it last did so more
 * than 10 ms ago. A promise that is settled already, such as SQLite's answers, never lets the loop go on: a transaction of 2,000
 * statements, or a reader of 2,000 events, would hold up every other request.
 */
export const createYielder = () => {
  let last = performance.now()
  return async (): Promise<void> => {
    if (performance.now() - last < mostMs) return
    await yieldToEventLoop()
    last = performance.now()
  }
}

/**
 * Runs `work` one turn at a time: however often it is woken during a turn, it runs once more after it.
 * No wake-up is lost, and no two turns overlap. `work` must not reject. It runs in the asynchronous context that the pump was made in:
 * whoever wakes it may be in a request or a transaction, of which the turn is no part.
 */
export const createPump = (work: () => Promise<void>) => {
  let running: Promise<void> | undefined
  let isWoken = false
  const outside = new AsyncResource('Pump')
  const run = async (): Promise<void> => {
    try {
      do {
        isWoken = false
        await work()
      } while (isWoken)
    } finally {
      running = undefined // in the same turn of the loop as the check: nothing can be woken in between
    }
  }
  return {
    wake: (): void => {
      isWoken = true
      running ??= outside.runInAsyncScope(run)
    },
    /** Resolves when the turns under way are over. */
    idle: (): Promise<void> => running ?? Promise.resolve(),
  }
}
