'use client'
import { useMemo, useState } from 'react'
import type { Column } from './data-table.ts'

/** Which columns of a table are shown: `hidden` by the reader, or `shown` though they are not at first. */
interface Choice {
  hidden: readonly string[]
  shown: readonly string[]
}
const nothing: Choice = { hidden: [], shown: [] }

const keyOf = (table: string): string => `pantheon.columns.${table}`
const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((name) => typeof name === 'string')

/** What somebody chose before; nothing when storage is off, or holds what we did not write. */
const read = (table: string): Choice => {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(keyOf(table)) ?? 'null')
    if (stored === null || typeof stored !== 'object' || !('hidden' in stored) || !('shown' in stored)) return nothing
    return isNames(stored.hidden) && isNames(stored.shown) ? { hidden: stored.hidden, shown: stored.shown } : nothing
  } catch {
    return nothing
  }
}

const write = (table: string, choice: Choice): void => {
  try {
    window.localStorage.setItem(keyOf(table), JSON.stringify(choice))
  } catch {
    // The choice then lasts as long as the page.
  }
}

export interface ColumnChoice<Row> {
  /** The columns to show. */
  columns: readonly Column<Row>[]
  /** What can be chosen, and whether it is. */
  options: readonly { id: string; label: string; isShown: boolean }[]
  toggle: (id: string) => void
}

/** Lets the reader choose a table's columns, and remembers it in this browser by the table's name. For pages without a server's own rendering. */
export const useColumnChoice = <Row>(table: string, columns: readonly Column<Row>[]): ColumnChoice<Row> => {
  const [choice, setChoice] = useState<Choice>(() => read(table))
  return useMemo(() => {
    const isShown = ({ id, isName, isHiddenAtFirst }: Column<Row>): boolean =>
      isName === true || (isHiddenAtFirst === true ? choice.shown.includes(id) : !choice.hidden.includes(id))
    const toggle = (id: string): void => {
      const column = columns.find((candidate) => candidate.id === id)
      if (!column) return
      const without = { hidden: choice.hidden.filter((name) => name !== id), shown: choice.shown.filter((name) => name !== id) }
      const next = isShown(column) ? { ...without, hidden: [...without.hidden, id] } : { ...without, shown: [...without.shown, id] }
      setChoice(next)
      write(table, next)
    }
    return {
      columns: columns.filter(isShown),
      options: columns.filter(({ isName }) => isName !== true).map((column) => ({ id: column.id, label: column.header, isShown: isShown(column) })),
      toggle,
    }
  }, [table, columns, choice])
}
