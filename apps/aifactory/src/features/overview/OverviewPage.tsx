import type { AnalyticsRange, Currency } from '@pantheon/contract'
import { Button, EmptyState, PageHeader, RangeSwitch } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { BestSellers } from './BestSellers.tsx'
import { RevenuePanel, WorkPanels } from './Charts.tsx'
import { Failures } from './Failures.tsx'
import { Tiles } from './Tiles.tsx'
import { ranges, shownCurrency, useIsUntouched, useOverview } from './use-overview.ts'

const EmptyShop = () => {
  const { t } = useTranslation('overview')
  const actions = (
    <>
      <Button asChild>
        <Link to="/admin/products/new">{t('empty.first')}</Link>
      </Button>
      <Button asChild variant="secondary">
        <Link to="/">{t('empty.catalogue')}</Link>
      </Button>
    </>
  )
  return (
    <EmptyState icon={<ChartColumn />} title={t('empty.title')} actions={actions}>
      {t('empty.text')}
    </EmptyState>
  )
}

export interface OverviewPageProps {
  range: AnalyticsRange
  /** Undefined: the currency with the most movements. */
  currency: Currency | undefined
  onRange: (range: AnalyticsRange) => void
  onCurrency: (currency: Currency) => void
}

/** The operator's overview of the shop. */
export const OverviewPage = ({ range, currency, onRange, onCurrency }: OverviewPageProps) => {
  const { t } = useTranslation('overview')
  usePageTitle(t('title'))
  const { revenue, orders, jobs } = useOverview(range)
  const isQuiet = orders.data?.total.placed === 0 && orders.data.before.placed === 0 && revenue.data?.currencies.length === 0
  const isUntouched = useIsUntouched(isQuiet)
  const shown = shownCurrency(revenue.data, currency)
  const hasFailedToLoad = !revenue.data && !orders.data && !jobs.data && revenue.isError && orders.isError && jobs.isError
  const again = () => void Promise.all([revenue.refetch(), orders.refetch(), jobs.refetch()])
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={isUntouched ? undefined : <RangeSwitch ranges={ranges} value={range} onChange={onRange} />}
      />
      {hasFailedToLoad && <QueryError error={revenue.error} onRetry={again} />}
      {!hasFailedToLoad && isUntouched && <EmptyShop />}
      {!hasFailedToLoad && !isUntouched && (
        <div className="space-y-4" aria-busy={revenue.isPlaceholderData || !revenue.data}>
          <Tiles revenue={revenue} orders={orders} jobs={jobs} />
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
            <RevenuePanel revenue={revenue} currency={shown} onCurrency={onCurrency} />
            <WorkPanels orders={orders} jobs={jobs} />
            <BestSellers range={range} currency={shown} />
            <Failures />
          </div>
          {revenue.data && (
            <div className="space-y-1 text-12 text-ink-faint">
              <p>{t('zone', { zone: revenue.data.period.timeZone })}</p>
              <p>{t('revenue.plans')}</p>
            </div>
          )}
        </div>
      )}
    </>
  )
}
