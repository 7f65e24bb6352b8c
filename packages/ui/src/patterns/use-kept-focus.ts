'use client'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus on a page whose parts come and go: when the focused element is removed (e.g. a submitted form), the element of the returned
 * ref takes the focus. Give it `tabIndex={-1}`.
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
  // Only when the focus was lost: users who did not interact are not moved.
  useEffect(() => {
    if (document.activeElement !== document.body || holder.current === null || holder.current.isConnected) return
    holder.current = null
    heir.current?.focus()
  })
  return heir
}
