'use client'
import { cn } from '../cn.ts'
import { Card } from '../primitives/Card.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import type { RowsProps } from './data-table.ts'
import { RowTick } from './RowTick.tsx'

/** Rows as cards, for narrow screens. */
export const RowCards = <Row,>({ caption, columns, rows, rowKey, className, selection, rowName, waiting, isGlowing }: RowsProps<Row>) => {
  const nameColumn = columns.find((column) => column.isName) ?? columns[0]
  return (
    <ul aria-label={caption} aria-busy={rows === undefined} className={cn('space-y-2.5', className)}>
      {rows === undefined && waiting.map((key) => <Skeleton key={key} shape="card" className="h-36" />)}
      {rows?.map((row) => {
        const key = rowKey(row)
        return (
          <li key={key} data-row={key} tabIndex={-1} className="scroll-mt-20 scroll-mb-44">
            <Card
              className={cn(
                '@container relative p-4',
                isGlowing(key) && 'motion-safe:animate-glow',
                selection?.isSelected(key) === true && 'border-accent-line bg-accent-soft/40',
              )}
            >
              <div className="flex items-start gap-2">
                {selection && <RowTick selection={selection} rowKey={key} name={rowName?.(row) ?? ''} className="-mt-0.5 -ml-1 touch:-mt-2.5 touch:-ml-3" />}
                <div data-row-name className="min-w-0 flex-1 text-16 font-medium [overflow-wrap:anywhere]">
                  {nameColumn?.cell(row)}
                </div>
              </div>
              {/* One fact per line on phone-sized cards; on wider ones facts are side by side, with their labels above them. */}
              <dl className="mt-2 grid grid-cols-[fit-content(45%)_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5 text-14 @lg:grid-cols-2 @lg:items-start @lg:gap-x-6 @lg:gap-y-3 @2xl:grid-cols-3">
                {columns
                  .filter((column) => column !== nameColumn)
                  .map((column) => (
                    <div key={column.id} className="contents @lg:block @lg:min-w-0">
                      <dt className="text-13 text-ink-faint">{column.header}</dt>
                      <dd className="min-w-0 text-right @lg:text-left @lg:*:justify-start">{column.cell(row)}</dd>
                    </div>
                  ))}
              </dl>
            </Card>
          </li>
        )
      })}
    </ul>
  )
}
