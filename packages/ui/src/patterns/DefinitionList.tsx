import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export interface Fact {
  term: string
  value: ReactNode
  /** Too long to stand beside its term: it gets lines of its own, from their start. */
  isLong?: boolean
  /** What there is to say about it, in lines of its own from their start. */
  note?: ReactNode
}

/** Facts about one thing: each value stands beside its term, all values in one line under each other. */
export const DefinitionList = ({ facts, className }: { facts: readonly Fact[]; className?: string }) => (
  <dl className={cn('grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-6 divide-y text-14', className)}>
    {facts.map(({ term, value, isLong = false, note }, index) => (
      // Two facts may bear one name, e.g. two refunds, and they only change as a whole.
      <div key={`${index} ${term}`} className="col-span-full grid grid-cols-subgrid items-baseline gap-y-0.5 py-2.5 first:pt-0 last:pb-0">
        <dt className="text-ink-faint">{term}</dt>
        <dd className={cn('min-w-0 font-medium [overflow-wrap:anywhere] text-ink', isLong && 'col-span-full')}>{value}</dd>
        {note !== undefined && <dd className="col-start-2 text-13 text-ink-muted">{note}</dd>}
      </div>
    ))}
  </dl>
)
