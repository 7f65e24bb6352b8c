import { reloadOnce } from './reload-once.ts'
import { waitForServer } from './server-available.ts'

/** Attempts per part while the server is available. */
const tries = 3

/**
 * Loads a part of the app on demand. While the server is unavailable it waits and retries, so that the page stays on the screen. When the server
 * responds but the part is gone, a release has replaced it, and the page is reloaded.
 */
export const loadPart = async <T>(load: () => Promise<T | undefined>): Promise<T> => {
  let cause: unknown
  for (let count = 0; count < tries; count++) {
    try {
      const part = await load()
      // Vite resolves to undefined when its `preloadError` event was prevented.
      if (part !== undefined) return part
    } catch (error) {
      cause = error
    }
    await waitForServer()
  }
  if (reloadOnce()) return new Promise(() => undefined)
  throw new Error('A part of the app could not be loaded', { cause })
}
