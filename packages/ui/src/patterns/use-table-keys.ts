'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** A field takes letters for itself; a tick box does not. */
const field = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]'
const rowMark = '[data-row]'

/** Where the focus goes in a row: the link or button that opens it. */
const openerOf = (row: HTMLElement): HTMLElement =>
  row.querySelector<HTMLElement>('[data-row-name] :is(a[href], button)') ?? row.querySelector<HTMLElement>('a[href], button') ?? row

const isForTable = (event: KeyboardEvent, table: HTMLElement): boolean => {
  const target = event.target instanceof HTMLElement ? event.target : document.body
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest(field)) return false
  // Single letters belong to the list only while it, or nothing in particular, has the focus.
  return table.contains(target) || target === document.body || target.id === 'content'
}

/** j and k move from row to row, x ticks the one that has the focus; Enter opens it, as it does any link. */
export const useTableKeys = (table: RefObject<HTMLElement | null>, isOn: boolean, onToggle: ((key: string) => void) | undefined): void => {
  const toggle = useRef(onToggle)
  useEffect(() => {
    toggle.current = onToggle
  })
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent): void => {
      const within = table.current
      if (!within || !isForTable(event, within)) return
      const rows = [...within.querySelectorAll<HTMLElement>(rowMark)]
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step !== 0) {
        const next = at === -1 ? rows[0] : rows[at + step]
        if (next) openerOf(next).focus()
        event.preventDefault()
      }
      const key = rows[at]?.dataset.row
      if (event.key === 'x' && key !== undefined) toggle.current?.(key)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [table, isOn])
}
