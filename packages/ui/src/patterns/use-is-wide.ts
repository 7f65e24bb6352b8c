'use client'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Columns beside each other need this much, in px; below it a card for each row is easier to read. */
const leastWidth = 704

/**
 * Whether an element has room for a table of the columns that `key` names: measured at the element, because a rail at its side takes
 * room from the window, and at the table in it, because what its cells may not break can be wider than any place. `isEmpty` says that no
 * table stands in it.
 */
export const useIsWide = (place: RefObject<HTMLElement | null>, key: string, isEmpty: boolean): boolean => {
  const [isWide, setWide] = useState(true)
  /** What these columns need. Kept while the rows are cards: a table that would not fit is not tried again at every change of width. */
  const need = useRef({ key, width: leastWidth })
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    if (need.current.key !== key) need.current = { key, width: leastWidth }
    const table = element.querySelector('table')
    const measure = () => {
      const room = element.clientWidth
      const borders = table?.parentElement ? table.parentElement.offsetWidth - table.parentElement.clientWidth : 0
      const width = (table?.offsetWidth ?? 0) + borders
      if (width > room + 1) need.current.width = Math.max(need.current.width, width)
      // No width at all is what is not laid out.
      setWide(room === 0 || room >= need.current.width)
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (table) observer.observe(table)
    return () => observer.disconnect()
  }, [place, key, isWide, isEmpty])
  return isWide
}
