import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export interface Fact {
  term: string
  value: ReactNode
  /** Renders the value below its term instead of beside it. */
  isLong?: boolean
  /** An additional note, on lines of its own. */
  note?: ReactNode
}

/** A list of terms and values, aligned in two columns. */
export const DefinitionList = ({ facts, className }: { facts: readonly Fact[]; className?: string }) => (
  <dl className={cn('grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-6 divide-y text-14', className)}>
    {facts.map(({ term, value, isLong = false, note }, index) => (
      // Two facts may have the same term, e.g. two refunds; the list only changes as a whole.
      <div key={`${index} ${term}`} className="col-span-full grid grid-cols-subgrid items-baseline gap-y-0.5 py-2.5 first:pt-0 last:pb-0">
        <dt className="text-ink-faint">{term}</dt>
        <dd className={cn('min-w-0 font-medium [overflow-wrap:anywhere] text-ink', isLong && 'col-span-full')}>{value}</dd>
        {note !== undefined && <dd className="col-start-2 text-13 text-ink-muted">{note}</dd>}
      </div>
    ))}
  </dl>
)
