import type { Rate, TakeResult } from '@pantheon/auth'

/** Milliseconds until one more token is available. */
export const msPerToken = ({ perMinute }: Rate): number => 60_000 / perMinute

/**
 * The generic cell rate algorithm (ITU-T I.371), one number for each key: the tokens of a bucket that will be full at `fullAt`, and when
 * it will be full after one was taken. Times in milliseconds.
 */
export const pour = (fullAt: number, now: number, rate: Rate): TakeResult & { fullAt: number } => {
  const msEach = msPerToken(rate)
  const missing = Math.max(fullAt - now, 0)
  const isTaken = missing + msEach <= rate.burst * msEach
  const after = isTaken ? missing + msEach : missing
  // The number of tokens is whole except for the partial refill; the epsilon absorbs rounding errors.
  const left = Math.max(0, Math.floor(rate.burst - after / msEach + 1e-9))
  return { isTaken, left, moreInMs: after === 0 ? 0 : Math.max(1, Math.ceil(after - (rate.burst - left - 1) * msEach)), fullAt: now + after }
}
