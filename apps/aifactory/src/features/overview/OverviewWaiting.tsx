import { Card, Skeleton } from '@pantheon/ui'

/** Skeleton of the overview until its code and messages are loaded: header, figures, charts. */
export const OverviewWaiting = () => (
  <div aria-busy="true" className="min-h-dvh space-y-4">
    <Skeleton className="h-9 w-56" />
    <Skeleton className="mb-8 w-80 max-w-full" />
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-6">
      <Skeleton shape="figure" className="col-span-2 h-44" />
      {['orders', 'jobs', 'approvals', 'attention'].map((key) => (
        <Skeleton key={key} shape="figure" className="h-44" />
      ))}
    </div>
    <Card className="p-5">
      <Skeleton className="mb-6 w-28" />
      <Skeleton shape="chart" className="h-[17.625rem]" />
    </Card>
  </div>
)
