import type { Logger } from '@pantheon/kernel'
import { endsWithin } from './deadline.ts'

/** Stop functions by part. One that resolves to false has left work behind and has logged it. */
export type Parts = Readonly<Record<string, (() => unknown) | undefined>>

/**
 * Stops parts concurrently and waits at most `ms` milliseconds. Parts that fail or take longer are logged and abandoned: all work can be
 * resumed after a crash, so no part may block the shutdown. Resolves to true when all stopped.
 */
export const stopParts = async (parts: Parts, ms: number, logger: Logger): Promise<boolean> => {
  const stop = async ([part, end]: [string, (() => unknown) | undefined]): Promise<boolean> => {
    try {
      const ending = Promise.resolve(end?.())
      const isInTime = await endsWithin(ms, ending)
      if (!isInTime) logger.warn({ part, ms }, 'a part did not stop in time')
      return isInTime && (await ending) !== false
    } catch (error) {
      logger.warn({ part, err: error }, 'a part could not be stopped')
      return false
    }
  }
  return (await Promise.all(Object.entries(parts).map(stop))).every(Boolean)
}
