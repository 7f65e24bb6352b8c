import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export interface PageHeaderProps {
  title: ReactNode
  /** Above the title: a link back. */
  above?: ReactNode
  badge?: ReactNode
  description?: ReactNode
  /** The primary action of the page, at the right. */
  actions?: ReactNode
  className?: string
}

/** The header of a page: title, badge, description and primary action. */
export const PageHeader = ({ title, above, badge, description, actions, className }: PageHeaderProps) => (
  <header className={cn('mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4', className)}>
    <div className="min-w-0">
      {above !== undefined && <div className="mb-2 text-13 text-ink-faint">{above}</div>}
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="heading-clamp text-24 font-semibold md:text-32" title={typeof title === 'string' ? title : undefined}>
          {title}
        </h1>
        {badge}
      </div>
      {description !== undefined && <p className="mt-2 max-w-2xl text-ink-muted">{description}</p>}
    </div>
    {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
  </header>
)
