const begun = new Map<string, Promise<unknown>>()

/**
 * Does something once for a key, however often it is asked for while the page is open, and answers everybody the same:
 * what came in an address is used up by its first use, and React mounts a page twice in development.
 */
export const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const known = begun.get(key)
  if (known) return known as Promise<T>
  const result = work()
  begun.set(key, result)
  return result
}

/** Lets the key be tried again. */
export const again = (key: string): void => void begun.delete(key)
