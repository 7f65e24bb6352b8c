import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

interface RowTextProps {
  /** The main text of the cell, e.g. a link with a `Clamped` name. */
  children: ReactNode
  /** Secondary text: on the same line in a table, below it on a card. Truncated where there is no room; its `title` has the full text. */
  quiet: string | undefined
  className?: string
}

/** A cell with a main and a secondary text in one line. */
export const RowText = ({ children, quiet, className }: RowTextProps) => (
  <span className={cn('flex min-w-0 flex-col in-[tr]:flex-row in-[tr]:items-center in-[tr]:gap-2', className)}>
    <span className="min-w-0">{children}</span>
    {quiet !== undefined && quiet !== '' && (
      <span title={quiet} className="line-clamp-1 min-w-0 text-13 font-normal break-all text-ink-muted in-[tr]:shrink-[99] xl:in-[tr]:min-w-16">
        {quiet}
      </span>
    )}
  </span>
)
