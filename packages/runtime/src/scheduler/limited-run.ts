import { endsWithin } from '../deadline.ts'

/** Longer than any schedule takes, in milliseconds. */
export const mostRunMs = 30 * 60_000

/**
 * Runs `work` for at most `mostMs`: then its signal is aborted, and this rejects although the work may not listen. A run that hangs
 * would otherwise keep its schedule from every process for as long as its own lives.
 */
export const limitedRun = async (work: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal, mostMs: number): Promise<void> => {
  const limit = new AbortController()
  if (await endsWithin(mostMs, work(AbortSignal.any([signal, limit.signal])))) return
  const error = new Error(`The run took longer than ${mostMs} ms`)
  limit.abort(error)
  throw error
}
