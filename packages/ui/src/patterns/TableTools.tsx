'use client'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { ColumnMenu } from './ColumnMenu.tsx'
import { SortChoice, type SortChoiceProps, type SortName } from './SortChoice.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { ColumnChoice } from './use-column-choice.ts'

interface TableToolsProps<S extends SortName> extends SortChoiceProps<S> {
  choice: Pick<ColumnChoice<never>, 'options' | 'toggle'>
  /** What narrows the list, or is said of it. */
  children?: ReactNode
  /** What is done with the list as a whole, e.g. its file. */
  actions?: ReactNode
  /** The end of a line that stands above the list anyway, as `useToolsPlace` gives it; without one they have a line of their own. */
  place?: HTMLElement | null | undefined
}

/** Above a table, in its `tools`: what narrows it, what is done with all of it, its sort where its rows are cards, and its columns. */
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
