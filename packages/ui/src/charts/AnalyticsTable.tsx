'use client'
import { useTranslation } from 'react-i18next'
import type { ChartData } from './series.ts'

/** The data of a chart as a table, newest first. */
export const AnalyticsTable = ({ caption, buckets, labels, series, format }: ChartData & { caption: string }) => {
  const { t } = useTranslation('overview')
  const rows = buckets.map((bucket, index) => ({ bucket, values: series.map(({ id, values }) => ({ id, value: values[index] ?? null })) }))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs a tab stop
    <div role="region" aria-label={caption} tabIndex={0} className="mt-1 max-h-72 overflow-auto rounded-control border">
      <table className="w-full border-collapse text-13">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-surface text-12 text-ink-faint">
          <tr className="border-b">
            <th scope="col" className="px-3 py-2 text-left font-medium">
              {t('time')}
            </th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col" className="px-3 py-2 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y tabular-nums">
          {rows.toReversed().map(({ bucket, values }) => (
            <tr key={bucket.from}>
              <th scope="row" className="px-3 py-1.5 text-left font-normal">
                {labels.full(bucket)}
                {!bucket.isWhole && <span className="text-ink-faint"> {t('notWhole')}</span>}
              </th>
              {values.map(({ id, value }) => (
                <td key={id} className="px-3 py-1.5 text-right">
                  {value === null ? '–' : format(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
