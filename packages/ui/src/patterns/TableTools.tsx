'use client'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { ColumnMenu } from './ColumnMenu.tsx'
import { SortChoice, type SortChoiceProps, type SortName } from './SortChoice.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { ColumnChoice } from './use-column-choice.ts'

interface TableToolsProps<S extends SortName> extends SortChoiceProps<S> {
  choice: Pick<ColumnChoice<never>, 'options' | 'toggle'>
  /** Filters of the list, or a note about it. */
  children?: ReactNode
  /** Actions on the whole list, e.g. its export. */
  actions?: ReactNode
  /** The end of an existing line above the list, from `useToolsPlace`; without it the tools get a line of their own. */
  place?: HTMLElement | null | undefined
}

/** The toolbar above a table, for its `tools`: filters, actions on the whole list, the sort where rows are cards, and the columns. */
export const TableTools = <S extends SortName>({ choice, children, actions, place, ...sorting }: TableToolsProps<S>) => {
  const end = (
    <>
      <SortChoice {...sorting} />
      {actions}
      <span className="hidden md:block">
        <ColumnMenu choice={choice} />
      </span>
    </>
  )
  if (place === undefined) return <Toolbar end={end}>{children}</Toolbar>
  return place && createPortal(end, place)
}
