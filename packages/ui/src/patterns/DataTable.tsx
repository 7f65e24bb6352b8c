'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '../cn.ts'
import { Card } from '../primitives/Card.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { useMediaQuery } from './use-media-query.ts'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** The cell that names the row: first on a card, and the row's header in the table. */
  isName?: boolean
  /** Its share of a table's width, like `25%`. Given for every column, it makes tables of the same columns line up. */
  width?: string
}

export interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  /** Undefined while they load: rows of the right height stand in. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** When this changes for a row that was already there, the row glows once. */
  rowVersion?: (row: Row) => string | number
  skeletonRows?: number
  className?: string
}

const useGlowingKeys = <Row,>(rows: readonly Row[] | undefined, rowKey: (row: Row) => string, rowVersion: ((row: Row) => string | number) | undefined) => {
  const seen = useRef(new Map<string, string | number>())
  const [glowing, setGlowing] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!rows || !rowVersion) return
    const before = seen.current
    const now = new Map(rows.map((row) => [rowKey(row), rowVersion(row)]))
    const changed = [...now].filter(([key, version]) => before.size > 0 && before.get(key) !== version).map(([key]) => key)
    seen.current = now
    if (changed.length === 0) return
    setGlowing(new Set(changed))
    const timer = setTimeout(() => setGlowing(new Set()), 1700)
    return () => clearTimeout(timer)
  }, [rows, rowKey, rowVersion])
  return glowing
}

/** Rows as a table on a wide screen and as cards on a narrow one; a row that changed glows once. */
export const DataTable = <Row,>({ caption, columns, rows, rowKey, rowVersion, skeletonRows = 5, className }: DataTableProps<Row>) => {
  const isWide = useMediaQuery('(min-width: 48rem)', true)
  const glowing = useGlowingKeys(rows, rowKey, rowVersion)
  const waiting = Array.from({ length: skeletonRows }, (_, index) => `waiting-${index}`)
  const nameColumn = columns.find((column) => column.isName) ?? columns[0]

  if (!isWide) {
    return (
      <ul aria-label={caption} aria-busy={rows === undefined} className={cn('space-y-2.5', className)}>
        {rows === undefined && waiting.map((key) => <Skeleton key={key} className="h-28 rounded-card" />)}
        {rows?.map((row) => (
          <li key={rowKey(row)}>
            <Card className={cn('relative p-4', glowing.has(rowKey(row)) && 'animate-glow')}>
              <div className="text-16 font-medium">{nameColumn?.cell(row)}</div>
              <dl className="mt-2 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-14">
                {columns
                  .filter((column) => column !== nameColumn)
                  .map((column) => (
                    <div key={column.id} className="contents">
                      <dt className="text-13 text-ink-faint">{column.header}</dt>
                      <dd className="text-right">{column.cell(row)}</dd>
                    </div>
                  ))}
              </dl>
            </Card>
          </li>
        ))}
      </ul>
    )
  }

  return (
    <Card className={cn('overflow-x-auto', className)}>
      <table
        aria-busy={rows === undefined}
        className={cn('w-full border-collapse text-14', columns.every((column) => column.width !== undefined) && 'min-w-160 table-fixed')}
      >
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-surface">
          <tr className="border-b">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                className={cn('px-4 py-2.5 text-left text-12 font-medium whitespace-nowrap text-ink-faint', column.align === 'end' && 'text-right')}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows === undefined &&
            waiting.map((key) => (
              <tr key={key}>
                {columns.map((column) => (
                  <td key={column.id} className="px-4 py-3.5">
                    <Skeleton className={cn('w-24', column.align === 'end' && 'ml-auto w-16')} />
                  </td>
                ))}
              </tr>
            ))}
          {rows?.map((row) => (
            <tr key={rowKey(row)} className={cn('relative transition-colors hover:bg-hover', glowing.has(rowKey(row)) && 'animate-glow')}>
              {columns.map((column) => {
                const cellClass = cn('px-4 py-3', column.align === 'end' && 'text-right tabular-nums')
                return column.isName ? (
                  <th key={column.id} scope="row" className={cn(cellClass, 'text-left font-medium')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={cellClass}>
                    {column.cell(row)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
