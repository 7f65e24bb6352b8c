import { Card } from '@pantheon/ui'
import type { ReactNode } from 'react'

/** One figure: what it counts, how much, and what stands behind it. */
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
  <Card className="flex min-w-0 flex-col p-5">
    <div className="flex min-h-6 items-center justify-between gap-2">
      <h2 className="text-13 font-medium text-ink-muted">{label}</h2>
      {badge}
    </div>
    <div className="mt-2 text-32 leading-10 font-semibold tracking-[-0.02em]">{figure}</div>
    {note !== undefined && <p className="mt-1 text-13 text-ink-faint">{note}</p>}
    {children !== undefined && <div className="mt-auto pt-4">{children}</div>}
  </Card>
)
