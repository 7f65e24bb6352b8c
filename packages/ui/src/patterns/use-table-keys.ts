'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** Fields that take letters as input; checkboxes do not. */
const field = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]'
const rowMark = '[data-row]'

/** The focus target of a row: the link or button that opens it. */
const openerOf = (row: HTMLElement): HTMLElement =>
  row.querySelector<HTMLElement>('[data-row-name] :is(a[href], button)') ?? row.querySelector<HTMLElement>('a[href], button') ?? row

const isForTable = (event: KeyboardEvent, table: HTMLElement): boolean => {
  const target = event.target instanceof HTMLElement ? event.target : document.body
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest(field)) return false
  // Shortcuts of single letters apply only while the table, or nothing in particular, has the focus.
  return table.contains(target) || target === document.body || target.id === 'content'
}

/** Keyboard navigation of a table: j and k move between rows, x selects the focused one; Enter opens it, as with any link. */
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
