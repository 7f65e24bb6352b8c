import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import { Card } from '../primitives/Card.tsx'

interface SectionProps {
  title: string
  text?: ReactNode
  isDanger?: boolean
  actions?: ReactNode
  children?: ReactNode
  className?: string
}

/** A section of a settings page: title, description and actions. */
export const Section = ({ title, text, isDanger = false, actions, children, className }: SectionProps) => (
  <Card className={cn('p-5', isDanger && 'border-danger/40', className)}>
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-16 font-semibold">{title}</h2>
        {text !== undefined && <p className="mt-1 max-w-2xl text-14 text-ink-muted">{text}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
    {children && <div className="mt-4">{children}</div>}
  </Card>
)
