'use client'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus on a page whose parts come and go: when what had it is taken away (a form that has done its work), the
 * element of the returned ref takes it. Give that `tabIndex={-1}`.
 */
export const useKeptFocus = <E extends HTMLElement>(): RefObject<E | null> => {
  const heir = useRef<E>(null)
  const holder = useRef<Element>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof Element) holder.current = target
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  // Whoever reads and has pressed nothing is not moved: their focus was not taken away.
  useEffect(() => {
    if (document.activeElement !== document.body || holder.current === null || holder.current.isConnected) return
    holder.current = null
    heir.current?.focus()
  })
  return heir
}
