import { useState } from 'react'

/**
 * A list that grows at the top but never under somebody's pointer or focus: while `isHeld`, what was there stays,
 * and `waiting` says how many newer items are kept back.
 */
export const useHeldList = <T>(items: readonly T[], isHeld: boolean, keyOf: (item: T) => string): { shown: readonly T[]; waiting: number } => {
  const [held, setHeld] = useState<readonly T[]>(items)
  // Setting state while rendering is React's own way to derive it from props: no frame shows the wrong list.
  if (!isHeld && held !== items) setHeld(items)
  if (!isHeld) return { shown: items, waiting: 0 }
  const known = new Set(held.map(keyOf))
  return { shown: held, waiting: items.filter((item) => !known.has(keyOf(item))).length }
}
