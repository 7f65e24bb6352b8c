'use client'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { loadPart } from '../parts/load-part.ts'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { AnalyticsTable } from './AnalyticsTable.tsx'
import { type ChartData, seriesColours } from './series.ts'

// Lazy: the chart library is needed only once there is data.
const Drawing = lazy(async () => ({ default: (await loadPart(() => import('./TimeChartDrawing.tsx'))).TimeChartDrawing }))

/** A time series: a legend, the chart, and the same data as a table for screen readers and for exact numbers. A text where there is no data. */
export const TimeChart = ({ label, className, ...data }: ChartData & { label: string; className?: string }) => {
  const { t } = useTranslation('overview')
  // An empty chart would be an axis without bars.
  if (data.series.every(({ values }) => values.every((value) => !value))) {
    return (
      <figure
        aria-label={label}
        className={cn('grid h-[17.625rem] min-w-0 place-items-center rounded-control border border-dashed px-4 text-center', className)}
      >
        <p className="text-14 text-ink-muted">{t('nothingYet')}</p>
      </figure>
    )
  }
  return (
    <figure aria-label={label} className={cn('min-w-0', className)}>
      <ul aria-hidden className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-muted">
        {data.series.map(({ id, label: name, colour }) => (
          <li key={id} className="inline-flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: seriesColours[colour] }} />
            {name}
          </li>
        ))}
      </ul>
      <div aria-hidden className="h-56">
        <Suspense fallback={<Skeleton shape="chart" className="size-full" />}>
          <Drawing {...data} />
        </Suspense>
      </div>
      <details className="mt-2 text-13">
        <summary className="w-fit rounded-control py-1 text-ink-faint hover:text-ink touch:py-2.5">{t('asTable')}</summary>
        <AnalyticsTable caption={label} {...data} />
      </details>
    </figure>
  )
}
