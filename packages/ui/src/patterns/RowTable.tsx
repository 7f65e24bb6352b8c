'use client'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../cn.ts'
import { Card } from '../primitives/Card.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import type { RowsProps } from './data-table.ts'
import { RowTick } from './RowTick.tsx'
import { TableHeader } from './TableHeader.tsx'

/** Whether the table is as wide as its place. Only then can its head stay in sight: what scrolls sideways holds it back. */
const useFits = () => {
  const place = useRef<HTMLDivElement>(null)
  const [isFitting, setFitting] = useState(true)
  useEffect(() => {
    const outer = place.current
    const table = outer?.querySelector('table')
    if (!outer || !table || typeof ResizeObserver === 'undefined') return
    const measure = () => setFitting(table.scrollWidth <= outer.clientWidth + 1)
    const observer = new ResizeObserver(measure)
    observer.observe(outer)
    observer.observe(table)
    return () => observer.disconnect()
  }, [])
  return [place, isFitting] as const
}

/** Rows as a table, for wide screens. */
export const RowTable = <Row,>({ caption, columns, rows, rowKey, className, selection, rowName, waiting, isGlowing, ...head }: RowsProps<Row>) => {
  const [place, isFitting] = useFits()
  return (
    <Card ref={place} className={cn(!isFitting && 'overflow-x-auto', className)}>
      <table
        aria-busy={rows === undefined}
        className={cn('w-full border-collapse text-14', columns.every((column) => column.width !== undefined) && 'min-w-160 table-fixed')}
      >
        <caption className="sr-only">{caption}</caption>
        <TableHeader columns={columns} selection={selection} isSticky={isFitting} {...head} />
        <tbody className="divide-y">
          {rows === undefined &&
            waiting.map((key) => (
              <tr key={key}>
                {selection && <td />}
                {columns.map((column) => (
                  <td key={column.id} className="px-4 py-3.5">
                    <Skeleton className={cn('w-24', column.align === 'end' && 'ml-auto w-16')} />
                  </td>
                ))}
              </tr>
            ))}
          {rows?.map((row) => {
            const key = rowKey(row)
            const isSelected = selection?.isSelected(key) === true
            return (
              <tr
                key={key}
                data-row={key}
                tabIndex={-1}
                className={cn(
                  'relative scroll-mt-28 scroll-mb-28 transition-colors hover:bg-hover',
                  isGlowing(key) && 'motion-safe:animate-glow',
                  isSelected && 'bg-accent-soft/40',
                )}
              >
                {selection && (
                  <td className="py-3 pr-0 pl-4">
                    <RowTick selection={selection} rowKey={key} name={rowName?.(row) ?? ''} />
                  </td>
                )}
                {columns.map((column) => {
                  const cellClass = cn('px-4 py-3', column.align === 'end' && 'text-right tabular-nums')
                  return column.isName ? (
                    <th key={column.id} scope="row" data-row-name className={cn(cellClass, 'text-left font-medium')}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.id} className={cellClass}>
                      {column.cell(row)}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
