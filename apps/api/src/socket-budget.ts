/** The approximate size of the smallest call over a socket, in bytes. */
const bytesPerCall = 64
/** How many calls may come at once. */
const burst = 2000
/** The sustained rate. A page makes one or two calls over its socket in total. */
const callsPerSecond = 10

/**
 * The rate limit of one socket, a token bucket. `take` counts a frame by its length, because one message can hold many calls, and an
 * empty one as one call; it returns false above the limit. `now` is monotonic, in milliseconds.
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
