'use client'
import { useCallback, useEffect, useState } from 'react'
import type { RowSelection } from './data-table.ts'

/** Keeps the set of selected rows. Rows that leave the page are deselected. */
export const useRowSelection = <Row>(rows: readonly Row[] | undefined, rowKey: (row: Row) => string): RowSelection<Row> => {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!rows) return
    const shown = new Set(rows.map(rowKey))
    setKeys((before) => ([...before].every((key) => shown.has(key)) ? before : new Set([...before].filter((key) => shown.has(key)))))
  }, [rows, rowKey])
  const shown = rows ?? []
  const selected = shown.filter((row) => keys.has(rowKey(row)))
  const toggle = useCallback((key: string) => {
    setKeys((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  }, [])
  const clear = useCallback(() => setKeys(new Set()), [])
  const isAll = shown.length > 0 && selected.length === shown.length
  return {
    rows: selected,
    isSelected: (key) => keys.has(key),
    state: isAll ? 'all' : selected.length > 0 ? 'some' : 'none',
    toggle,
    toggleAll: () => setKeys(new Set(isAll ? [] : shown.map(rowKey))),
    clear,
  }
}
