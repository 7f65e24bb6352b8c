import { AsyncResource } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'

/** How long a turn of the event loop may take before `yieldIfLong` yields, in milliseconds. */
const maxMs = 10

let turnBegan = performance.now()
let nextTurn: Promise<void> | undefined

/** Resolves after one turn of the event loop, so that other requests and timers are served. */
export const yieldToEventLoop = (): Promise<void> => {
  nextTurn ??= setImmediate().then(() => {
    nextTurn = undefined
    turnBegan = performance.now()
  })
  return nextTurn
}

/**
 * For long work in short steps; await it between steps. Yields to the event loop when the current turn is older than 10 ms.
 * Awaiting a settled promise, such as SQLite's results, never yields: a transaction of 2,000 statements, or a consumer of 2,000 events,
 * would block every other request. All such work shares the 10 ms of a turn; with 10 ms for each, an import beside four consumers of its
 * events took 50 ms a turn.
 */
export const yieldIfLong = async (): Promise<void> => {
  if (performance.now() - turnBegan >= maxMs) await yieldToEventLoop()
}

/**
 * Runs `work` one turn at a time: wake-ups during a turn are coalesced into one more turn after it. No wake-up is lost, and turns never
 * overlap. `work` must not reject. It runs in the asynchronous context in which the pump was created, because the caller of `wake` may be
 * in a request or a transaction that the turn is not part of.
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
      running = undefined // in the same turn of the loop as the check, so no wake-up can come in between
    }
  }
  return {
    wake: (): void => {
      isWoken = true
      running ??= outside.runInAsyncScope(run)
    },
    /** Resolves when the running turns have ended. */
    idle: (): Promise<void> => running ?? Promise.resolve(),
  }
}
