import { Card, Skeleton } from '@pantheon/ui'

/** As high as a chart with its legend and the way to its table, so that nothing moves when it comes. */
export const ChartWaiting = () => <Skeleton shape="chart" className="h-[17.625rem]" />

/** The shape of the charts over time, before their code and their words are there. */
export const OverTimeWaiting = () => (
  <Card className="p-5">
    <Skeleton className="mb-5 w-28" />
    <div className="grid grid-cols-1 gap-x-8 gap-y-12 pt-5 xl:grid-cols-2">
      <ChartWaiting />
      <ChartWaiting />
    </div>
  </Card>
)
