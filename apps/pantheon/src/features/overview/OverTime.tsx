'use client'
import { errorOf, useJobAnalytics, useOrderAnalytics } from '@pantheon/client/react'
import type { AnalyticsRange } from '@pantheon/contract'
import { JobsChart, OrdersChart, RangeSwitch } from '@pantheon/ui'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useQueryParam } from '../live/use-query-param.ts'
import { ChartWaiting, OverTimeWaiting } from './OverTimeWaiting.tsx'
import { Panel } from './Panel.tsx'

const ranges = ['24h', '30d'] as const satisfies readonly AnalyticsRange[]
interface PartProps<T> {
  title: string
  figures: { data: T | undefined; isError: boolean; error: unknown; refetch: () => unknown }
  children: (data: T) => ReactNode
}
const Part = <T,>({ title, figures: { data, isError, error, refetch }, children }: PartProps<T>) => {
  // Without the permission for orders or jobs the chart is omitted.
  if (isError && errorOf(error).code === 'auth.forbidden') return null
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-13 font-medium text-ink-muted">{title}</h3>
      {data !== undefined && children(data)}
      {data === undefined && (isError ? <Failed error={error} onRetry={() => void refetch()} /> : <ChartWaiting />)}
    </div>
  )
}

const Charts = () => {
  const { t } = useTranslation('overview')
  const [asked, setRange] = useQueryParam('range')
  const range = ranges.find((known) => known === asked) ?? '24h'
  const [orders, jobs] = [useOrderAnalytics(range), useJobAnalytics(range)]
  return (
    <Panel title={t('overTime')} aside={<RangeSwitch ranges={ranges} value={range} onChange={(next) => setRange(next === '24h' ? null : next)} />}>
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 xl:grid-cols-2">
        <Part title={t('orders.title')} figures={orders}>
          {(data) => <OrdersChart figures={data} />}
        </Part>
        <Part title={t('jobs.title')} figures={jobs}>
          {(data) => <JobsChart figures={data} />}
        </Part>
      </div>
    </Panel>
  )
}

/** Orders and jobs over the last day, or the last thirty days. */
export const OverTime = () => (
  <Suspense fallback={<OverTimeWaiting />}>
    <Charts />
  </Suspense>
)
