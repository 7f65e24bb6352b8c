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

/** Facts about one thing. */
export const DefinitionList = ({ facts, className }: { facts: readonly Fact[]; className?: string }) => (
  <dl className={cn('divide-y text-14', className)}>
    {facts.map(({ term, value, isLong = false, note }, index) => (
      // Two facts may bear one name, e.g. two refunds, and they only change as a whole.
      <div key={`${index} ${term}`} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0">
        <dt className="text-ink-faint">{term}</dt>
        <dd className={cn('min-w-0 font-medium text-ink', isLong ? 'w-full' : 'ml-auto text-right')}>{value}</dd>
        {note !== undefined && <dd className="w-full text-13 text-ink-muted">{note}</dd>}
      </div>
    ))}
  </dl>
)
