import { endsWithin } from '../deadline.ts'

/** Longer than any schedule runs, in milliseconds. */
export const mostRunMs = 30 * 60_000

/**
 * Runs `work` for at most `mostMs`: then aborts its signal and rejects, even when the work ignores the signal. Otherwise a hanging run
 * would block its schedule in all processes until its own process ends.
 */
export const limitedRun = async (work: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal, mostMs: number): Promise<void> => {
  const limit = new AbortController()
  if (await endsWithin(mostMs, work(AbortSignal.any([signal, limit.signal])))) return
  const error = new Error(`The run took longer than ${mostMs} ms`)
  limit.abort(error)
  throw error
}
