/**
 * Runs `work` one turn at a time: however often it is woken during a turn, it runs once more after it.
 * No wake-up is lost, and no two turns overlap. `work` must not reject.
 */
export const createPump = (work: () => Promise<void>) => {
  let running: Promise<void> | undefined
  let isWoken = false
  const run = async (): Promise<void> => {
    do {
      isWoken = false
      await work()
    } while (isWoken)
    running = undefined // in the same turn of the loop as the check: nothing can be woken in between
  }
  return {
    wake: (): void => {
      isWoken = true
      running ??= run()
    },
    /** Resolves when the turns under way are over. */
    idle: (): Promise<void> => running ?? Promise.resolve(),
  }
}
