'use client'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The least width for a table, in px; below it cards are easier to read. */
const leastWidth = 704

/**
 * Whether an element has room for a table of the columns that `key` names. Measured at the element, because a side navigation reduces its width,
 * and at the table, because unbreakable cells can be wider than any container. `isEmpty`: no table is rendered in it.
 */
export const useIsWide = (place: RefObject<HTMLElement | null>, key: string, isEmpty: boolean): boolean => {
  const [isWide, setWide] = useState(true)
  /** The width these columns need. Kept while the rows are cards, so that a table that would not fit is not retried at every resize. */
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
      // A width of zero means that the element is not laid out.
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
