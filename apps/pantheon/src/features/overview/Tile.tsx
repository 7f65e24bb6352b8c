import { Card } from '@pantheon/ui'
import type { ReactNode } from 'react'

/** One key figure: label, value and details. */
export const Tile = ({
  label,
  badge,
  figure,
  note,
  children,
}: {
  label: string
  badge?: ReactNode
  figure: ReactNode
  note?: ReactNode
  children?: ReactNode
}) => (
  <Card className="flex min-w-0 flex-col p-4 sm:p-5">
    <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-2">
      <h2 className="text-13 font-medium text-ink-muted">{label}</h2>
      {badge}
    </div>
    <div className="mt-2 text-24 leading-8 font-semibold tracking-[-0.02em] sm:text-32 sm:leading-10">{figure}</div>
    {note !== undefined && <p className="mt-1 text-13 text-ink-faint">{note}</p>}
    {children !== undefined && <div className="mt-auto pt-4">{children}</div>}
  </Card>
)
