const started = new Map<string, Promise<unknown>>()

/**
 * Runs `work` once per key while the page is open and returns the same promise to every caller: a code from a URL is consumed by
 * its first use, and React mounts a page twice in development.
 */
export const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const known = started.get(key)
  if (known) return known as Promise<T>
  const result = work()
  started.set(key, result)
  return result
}

/** Lets the work of a key run again. */
export const allowRetry = (key: string): void => void started.delete(key)
