'use client'
import type { ReactNode } from 'react'
import { ColumnMenu } from './ColumnMenu.tsx'
import { SortChoice, type SortChoiceProps, type SortName } from './SortChoice.tsx'
import type { ColumnChoice } from './use-column-choice.ts'

interface TableToolsProps<S extends SortName> extends Omit<SortChoiceProps<S>, 'className'> {
  choice: Pick<ColumnChoice<never>, 'options' | 'toggle'>
  /** What narrows the list, or is said of it, on the same line where there is room. */
  children?: ReactNode
}

/** Above a table: its columns on a wide screen, its sort on a phone. */
export const TableTools = <S extends SortName>({ choice, children, ...sorting }: TableToolsProps<S>) => (
  <div className="mb-3 flex flex-wrap items-center gap-2">
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-13 text-ink-muted empty:hidden max-md:basis-full">{children}</div>
    <SortChoice {...sorting} />
    <span className="ml-auto hidden md:block">
      <ColumnMenu choice={choice} />
    </span>
  </div>
)
