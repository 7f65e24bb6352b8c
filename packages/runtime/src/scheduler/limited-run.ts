import { endsWithin } from '../deadline.ts'

/** Longer than any schedule runs, in milliseconds. */
export const maxRunMs = 30 * 60_000

/**
 * Runs `work` for at most `maxMs`: then aborts its signal and rejects, even when the work ignores the signal. Otherwise a hanging run
 * would block its schedule in all processes until its own process ends.
 */
export const limitedRun = async (work: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal, maxMs: number): Promise<void> => {
  const limit = new AbortController()
  if (await endsWithin(maxMs, work(AbortSignal.any([signal, limit.signal])))) return
  const error = new Error(`The run took longer than ${maxMs} ms`)
  limit.abort(error)
  throw error
}
