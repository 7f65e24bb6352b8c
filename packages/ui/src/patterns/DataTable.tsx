'use client'
import { useRef } from 'react'
import type { DataTableProps } from './data-table.ts'
import { RowCards } from './RowCards.tsx'
import { RowTable } from './RowTable.tsx'
import { RowsAs } from './rows-as.ts'
import { useGlowingKeys } from './use-glowing-keys.ts'
import { useIsWide } from './use-is-wide.ts'
import { useTableKeys } from './use-table-keys.ts'

export type { Column, DataTableProps, RowSelection, TableSort } from './data-table.ts'

/**
 * Rows as a table where there is room and as cards where there is not; a changed row is highlighted once. With `onSort` the headers of sortable
 * columns sort, with `selection` rows can be selected, with `hasKeys` there is keyboard navigation.
 */
export const DataTable = <Row,>({ rowVersion, skeletonRows = 5, tools, empty, hasKeys = false, ...props }: DataTableProps<Row>) => {
  const { rows, rowKey, selection, columns } = props
  const glowing = useGlowingKeys(rows, rowKey, rowVersion)
  const place = useRef<HTMLDivElement>(null)
  const isEmpty = rows?.length === 0 && empty !== undefined
  const isWide = useIsWide(place, columns.map(({ header }) => header).join('\n'), isEmpty)
  useTableKeys(place, hasKeys, selection?.toggle)
  const waiting = Array.from({ length: skeletonRows }, (_, index) => `waiting-${index}`)
  const Rows = isWide ? RowTable : RowCards
  return (
    <RowsAs value={isWide ? 'table' : 'cards'}>
      <div ref={place}>
        {tools}
        {isEmpty ? empty : <Rows {...props} waiting={waiting} isGlowing={(key) => glowing.has(key)} />}
      </div>
    </RowsAs>
  )
}
