/** The smallest call over a socket is about this long, in bytes. */
const bytesPerCall = 64
/** So many calls may come at once, … */
const burst = 2000
/** … and so many each second for good. A page makes one or two in its life. */
const callsPerSecond = 10

/**
 * What one socket may say. `take` counts a frame by its length, because one message can hold many calls, and an empty one as
 * one call; false when it was too much. `now` is monotonic, in milliseconds.
 */
export const createSocketBudget = (now: () => number = () => performance.now()) => {
  let left = burst
  let countedAt = now()
  return {
    take: (bytes: number): boolean => {
      const at = now()
      left = Math.min(burst, left + ((at - countedAt) / 1000) * callsPerSecond) - Math.max(1, Math.ceil(bytes / bytesPerCall))
      countedAt = at
      return left >= 0
    },
  }
}
