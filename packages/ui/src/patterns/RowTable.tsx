'use client'
import { cn } from '../cn.ts'
import { Card } from '../primitives/Card.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import type { Column, RowsProps } from './data-table.ts'
import { RowTick } from './RowTick.tsx'
import { TableHeader } from './TableHeader.tsx'

const isText = <Row,>({ isName, isText: isWritten }: Column<Row>): boolean => isName === true || isWritten === true

/** A row with one line and a badge, a small button or a select is 40 px high; touch needs more. Selects do not grow with their longest option. */
const cellClass = 'h-10 px-3 py-1 first:pl-4 last:pr-4 *:align-middle [&_:has(>select)]:max-w-56 [&_select]:h-8 [&_select]:touch:h-11'

/** Rows as a table, for wide screens. */
export const RowTable = <Row,>({ caption, columns, rows, rowKey, className, selection, rowName, waiting, isGlowing, ...head }: RowsProps<Row>) => {
  return (
    <Card className={cn(className)}>
      <table
        aria-busy={rows === undefined}
        className={cn('w-full border-collapse text-14', columns.every((column) => column.width !== undefined) && 'min-w-160 table-fixed')}
      >
        <caption className="sr-only">{caption}</caption>
        <TableHeader columns={columns} selection={selection} {...head} />
        <tbody className="divide-y">
          {rows === undefined &&
            waiting.map((key) => (
              <tr key={key}>
                {selection && <td className={cellClass} />}
                {columns.map((column) => (
                  <td key={column.id} className={cellClass}>
                    <Skeleton className={cn('w-full max-w-24', column.align === 'end' && 'ml-auto max-w-16')} />
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
                  <td className={cn(cellClass, 'pr-0')}>
                    <RowTick selection={selection} rowKey={key} name={rowName?.(row) ?? ''} />
                  </td>
                )}
                {columns.map((column) => {
                  const className = cn(
                    cellClass,
                    isText(column) ? 'min-w-32 [overflow-wrap:anywhere]' : 'whitespace-nowrap',
                    // A name cut to two words is not readable: then cards are better.
                    column.isName && 'min-w-52',
                    column.align === 'end' && 'text-right tabular-nums',
                  )
                  return column.isName ? (
                    <th key={column.id} scope="row" data-row-name className={cn(className, 'text-left font-medium')}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.id} className={className}>
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
