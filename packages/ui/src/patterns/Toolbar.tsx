import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export interface ToolbarProps {
  /** Filters and saved views, at the start of the line. */
  children?: ReactNode
  /** Actions on the whole list, its sort and its columns, at the end of the line. */
  end?: ReactNode
  className?: string
}

/** The toolbar above a list. Where both parts do not fit, and on a phone, the end wraps below the start. Selects do not grow with their longest option. */
export const Toolbar = ({ children, end, className }: ToolbarProps) => (
  <div data-toolbar className={cn('mb-3 flex flex-wrap items-center gap-2', className)}>
    <div className="flex min-w-0 grow flex-wrap items-center gap-2 text-13 text-ink-muted empty:hidden max-md:basis-full sm:[&_:has(>select)]:max-w-56">
      {children}
    </div>
    <div className="ml-auto flex items-center gap-2 empty:hidden max-md:w-full">{end}</div>
  </div>
)
