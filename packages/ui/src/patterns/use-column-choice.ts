'use client'
import { useMemo, useState } from 'react'
import type { Column } from './data-table.ts'

/** The user's deviations from the default columns: `hidden` ones, and `shown` ones that are hidden by default. */
interface Choice {
  hidden: readonly string[]
  shown: readonly string[]
}
const nothing: Choice = { hidden: [], shown: [] }

const keyOf = (table: string): string => `pantheon.columns.${table}`
const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((name) => typeof name === 'string')

/** The stored choice; empty when storage is unavailable or its content is invalid. */
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
  /** All columns that can be hidden, and whether each is shown. */
  options: readonly { id: string; label: string; isShown: boolean }[]
  toggle: (id: string) => void
}

/** Lets the user choose a table's columns, and stores the choice in this browser by the table's name. Only for client-rendered pages. */
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
