'use client'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { cn } from '../cn.ts'
import type { Column, RowsProps, TableSort } from './data-table.ts'
import { AllTick } from './RowTick.tsx'

const SortButton = <Row,>({ column, sort, onSort }: { column: Column<Row>; sort: TableSort | undefined; onSort: (column: string) => void }) => {
  const isSorted = sort?.column === column.id
  const Icon = !isSorted ? ChevronsUpDown : sort.direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <button
      type="button"
      onClick={() => onSort(column.id)}
      className={cn('-mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-control px-1.5 hover:text-ink touch:min-h-11', isSorted && 'text-ink')}
    >
      {column.header}
      <Icon aria-hidden className={cn('size-3.5', !isSorted && 'opacity-60')} />
    </button>
  )
}

type TableHeaderProps<Row> = Pick<RowsProps<Row>, 'columns' | 'sort' | 'onSort' | 'selection'>

/** A sticky table header: column names, buttons for sortable columns, and the checkbox for all rows. */
export const TableHeader = <Row,>({ columns, sort, onSort, selection }: TableHeaderProps<Row>) => {
  const cellClass =
    'bg-surface px-3 py-2.5 first:pl-4 last:pr-4 text-left text-12 font-medium whitespace-nowrap text-ink-faint shadow-[inset_0_-1px_0_var(--color-line)] first:rounded-tl-card last:rounded-tr-card'
  return (
    <thead className="sticky top-14 z-10">
      <tr>
        {selection && (
          <th scope="col" className={cn(cellClass, 'w-8 pr-0')}>
            <AllTick selection={selection} />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            style={{ width: column.width }}
            aria-sort={sort?.column === column.id ? sort.direction : undefined}
            className={cn(cellClass, column.align === 'end' && 'text-right')}
          >
            {column.isSortable === true && onSort ? <SortButton column={column} sort={sort} onSort={onSort} /> : column.header}
          </th>
        ))}
      </tr>
    </thead>
  )
}
