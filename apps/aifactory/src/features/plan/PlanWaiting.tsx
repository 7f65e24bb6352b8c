import { Skeleton } from '@pantheon/ui'

/** Skeleton of the plan page: the plan and its credits, and below them the plans on offer. */
export const PlanWaiting = () => (
  <div aria-busy="true" className="min-h-dvh space-y-6">
    <Skeleton className="h-9 w-64" />
    <div className="grid gap-4 md:grid-cols-2">
      <Skeleton shape="card" className="h-56" />
      <Skeleton shape="card" className="h-56" />
    </div>
    <div className="grid gap-4 md:grid-cols-3">
      {['free', 'basic', 'pro'].map((key) => (
        <Skeleton key={key} shape="card" className="h-72" />
      ))}
    </div>
  </div>
)
