import { reloadOnce } from './reload-once.ts'
import { serverThere } from './server-there.ts'

/** How often a server that answers is asked for the same part. */
const tries = 3

/**
 * Loads a part of the app that is fetched on demand. While the server is away it waits and tries again, so that what is on
 * the screen stays; where the server answers and the part is gone, a release has replaced it, and the page is loaded again.
 */
export const loadPart = async <T>(load: () => Promise<T | undefined>): Promise<T> => {
  let cause: unknown
  for (let count = 0; count < tries; count++) {
    try {
      const part = await load()
      // Vite answers with nothing when its `preloadError` was prevented.
      if (part !== undefined) return part
    } catch (error) {
      cause = error
    }
    await serverThere()
  }
  if (reloadOnce()) return new Promise(() => undefined)
  throw new Error('A part of the app could not be loaded', { cause })
}
