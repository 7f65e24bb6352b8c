import { AsyncResource } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'

/** How long a turn of the event loop may take, in milliseconds, before those who ask yield. */
const mostMs = 10

let turnBegan = performance.now()
let nextTurn: Promise<void> | undefined

/** Waits until the event loop has gone round once, so that other requests and timers are served. */
export const yieldToEventLoop = (): Promise<void> => {
  nextTurn ??= setImmediate().then(() => {
    nextTurn = undefined
    turnBegan = performance.now()
  })
  return nextTurn
}

/**
 * For long work in short steps, to be awaited between any two: yields to the event loop when the current turn is older than 10 ms.
 * A promise that is settled already, such as SQLite's answers, never lets the loop go on: a transaction of 2,000 statements, or a
 * consumer of 2,000 events, would hold up every other request. All such work shares the 10 ms of a turn; with 10 ms for each, an
 * import beside four consumers of its events took 50 ms a turn.
 */
export const yieldIfLong = async (): Promise<void> => {
  if (performance.now() - turnBegan >= mostMs) await yieldToEventLoop()
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
