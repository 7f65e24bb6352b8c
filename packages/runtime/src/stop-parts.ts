import type { Logger } from '@pantheon/kernel'
import { endsWithin } from './deadline.ts'

/** Parts of the running system by name, each with how it is stopped. One that resolves to false has left something behind, and has said so. */
export type Parts = Readonly<Record<string, (() => unknown) | undefined>>

/**
 * Stops parts side by side and waits at most `ms` milliseconds. What fails or takes longer is logged and left behind: everything
 * the system does can be taken up again after a crash, so no part may hold the end of the process. Resolves to true when all ended.
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
