import { Card, Skeleton } from '@pantheon/ui'

/** The height of a chart with its legend and table toggle, to prevent layout shift. */
export const ChartWaiting = () => <Skeleton shape="chart" className="h-[17.625rem]" />

/** Skeleton of the charts until their code and messages are loaded. */
export const OverTimeWaiting = () => (
  <Card className="p-5">
    <Skeleton className="mb-5 w-28" />
    <div className="grid grid-cols-1 gap-x-8 gap-y-12 pt-5 xl:grid-cols-2">
      <ChartWaiting />
      <ChartWaiting />
    </div>
  </Card>
)
