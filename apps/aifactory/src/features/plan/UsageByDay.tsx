import type { CreditUsage } from '@pantheon/contract'
import { Card, Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { useCreditUsage } from './use-plan.ts'

const height = 96
/** The upper end of the axis: a round number. */
const topOf = (most: number): number => [1, 2, 4, 6, 8, 10, 20, 30, 40, 50, 100, 150, 200].find((step) => step >= most) ?? Math.ceil(most / 100) * 100

const useDays = () => {
  const { i18n } = useTranslation('plan')
  // A calendar day, represented in UTC: it must not shift with the user's time zone.
  const format = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  return (day: string) => format.format(new Date(`${day}T00:00:00Z`))
}

const Bars = ({ days }: Pick<CreditUsage, 'days'>) => {
  const dayOf = useDays()
  const { t } = useTranslation('plan')
  const top = topOf(Math.max(...days.map(({ spent }) => spent)))
  return (
    <div aria-hidden className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-12 text-ink-faint tabular-nums">
      <div className="flex flex-col justify-between text-right leading-none" style={{ height }}>
        <span>{top}</span>
        <span>0</span>
      </div>
      <div className="flex items-end gap-px border-t border-b border-line sm:gap-1" style={{ height }}>
        {days.map(({ day, spent }) => (
          <span key={day} title={t('usage.onDay', { date: dayOf(day), count: spent })} className="flex h-full min-w-0 flex-1 items-end hover:bg-hover">
            <span className="w-full rounded-t-[2px] bg-accent" style={{ height: `${(spent / top) * 100}%` }} />
          </span>
        ))}
      </div>
      <span />
      <div className="mt-1.5 flex justify-between">
        {[0, 15, 29].map((index) => (
          <span key={index}>{days[index] && dayOf(days[index].day)}</span>
        ))}
      </div>
    </div>
  )
}

const UsageTable = ({ days }: Pick<CreditUsage, 'days'>) => {
  const { t } = useTranslation('plan')
  const dayOf = useDays()
  return (
    <details className="mt-3 text-13">
      <summary className="w-fit rounded-control py-1 text-ink-faint hover:text-ink touch:py-2.5">{t('usage.asTable')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs a tab stop */}
      <div role="region" aria-label={t('usage.heading')} tabIndex={0} className="mt-1 max-h-64 overflow-auto rounded-control border">
        <table className="w-full border-collapse">
          <thead className="sticky top-0 bg-surface text-12 text-ink-faint">
            <tr className="border-b">
              <th scope="col" className="px-3 py-2 text-left font-medium">
                {t('usage.day')}
              </th>
              <th scope="col" className="px-3 py-2 text-right font-medium">
                {t('usage.spent')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y tabular-nums">
            {days.toReversed().map(({ day, spent }) => (
              <tr key={day}>
                <th scope="row" className="px-3 py-1.5 text-left font-normal">
                  {dayOf(day)}
                </th>
                <td className="px-3 py-1.5 text-right">{spent}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** The usage of the last days: as a chart, a sentence and a table. */
export const UsageByDay = () => {
  const { t } = useTranslation('plan')
  const dayOf = useDays()
  const usage = useCreditUsage()
  const { days = [], total = 0 } = usage.data ?? {}
  const most = days.reduce((best, each) => (each.spent > best.spent ? each : best), { day: '', spent: 0 })
  return (
    <Card className="p-5">
      <h2 className="text-16 font-semibold">{t('usage.heading')}</h2>
      {usage.isError && !usage.data ? (
        <QueryError error={usage.error} onRetry={() => void usage.refetch()} />
      ) : !usage.data ? (
        <Skeleton shape="chart" className="mt-4 h-32" />
      ) : total === 0 ? (
        <p className="mt-3 text-14 text-ink-muted">{t('usage.none')}</p>
      ) : (
        <>
          <p className="mt-1 mb-5 text-14 text-ink-muted">
            {t('usage.picture', { count: total })}
            {t('listSeparator')}
            {t('usage.most', { date: dayOf(most.day), count: most.spent })}
          </p>
          <Bars days={days} />
          <UsageTable days={days} />
        </>
      )}
    </Card>
  )
}
