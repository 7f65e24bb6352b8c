import { useState } from 'react'

/**
 * A list that grows at the top, but not while it is hovered or focused: while `isHeld`, the items stay and `waiting` is the number of newer ones
 * held back.
 */
export const useHeldList = <T>(items: readonly T[], isHeld: boolean, keyOf: (item: T) => string): { shown: readonly T[]; waiting: number } => {
  const [held, setHeld] = useState<readonly T[]>(items)
  // React's pattern for state derived from props: setting it during rendering never shows a frame with the stale list.
  if (!isHeld && held !== items) setHeld(items)
  if (!isHeld) return { shown: items, waiting: 0 }
  const known = new Set(held.map(keyOf))
  return { shown: held, waiting: items.filter((item) => !known.has(keyOf(item))).length }
}
