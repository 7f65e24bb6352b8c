import type { Currency, JobAnalytics, OrderAnalytics, RevenueAnalytics } from '@pantheon/contract'
import { cn, JobsChart, OrdersChart, RevenueChart, Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { Nothing, Panel, PartFailed } from './Panel.tsx'

/** The height of a chart with its legend and table toggle, to prevent layout shift. */
const height = 'h-[17.625rem]'

/** The state of a query. */
export interface Part<T> {
  data: T | undefined
  isError: boolean
  refetch: () => unknown
}

const CurrencySwitch = ({
  currencies,
  value,
  onChange,
}: {
  currencies: readonly Currency[]
  value: Currency | undefined
  onChange: (currency: Currency) => void
}) => {
  const { t } = useTranslation('overview')
  if (currencies.length < 2) return value === undefined ? null : <span className="text-13 text-ink-faint">{value}</span>
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t('revenue.currency')}</legend>
      {currencies.map((currency) => (
        <button
          key={currency}
          type="button"
          aria-pressed={currency === value}
          onClick={() => onChange(currency)}
          className={cn(
            'h-7 rounded-full border px-2.5 text-12 transition-colors touch:h-11 touch:px-4',
            currency === value ? 'border-transparent bg-ink font-medium text-canvas' : 'text-ink-muted hover:bg-hover hover:text-ink',
          )}
        >
          {currency}
        </button>
      ))}
    </fieldset>
  )
}

interface RevenuePanelProps {
  revenue: Part<RevenueAnalytics>
  currency: Currency | undefined
  onCurrency: (currency: Currency) => void
}

/** Revenue in one currency; currencies are never summed. */
export const RevenuePanel = ({ revenue: { data, isError, refetch }, currency, onCurrency }: RevenuePanelProps) => {
  const { t } = useTranslation('overview')
  const shown = data?.currencies.find((one) => one.currency === currency)
  return (
    <Panel
      title={t('revenue.title')}
      className="lg:col-span-2"
      aside={data && <CurrencySwitch currencies={data.currencies.map((one) => one.currency)} value={currency} onChange={onCurrency} />}
    >
      {data && shown && <RevenueChart period={data.period} revenue={shown} />}
      {data && !shown && <Nothing title={t('revenue.none')} text={t('revenue.noneText')} className={height} />}
      {!data && (isError ? <PartFailed onRetry={() => void refetch()} className={height} /> : <Skeleton shape="chart" className={height} />)}
    </Panel>
  )
}

/** Orders and jobs, side by side where there is room. */
export const WorkPanels = ({ orders, jobs }: { orders: Part<OrderAnalytics>; jobs: Part<JobAnalytics> }) => {
  const { t } = useTranslation('overview')
  const waiting = ({ isError, refetch }: Part<unknown>) =>
    isError ? <PartFailed onRetry={() => void refetch()} className={height} /> : <Skeleton shape="chart" className={height} />
  return (
    <>
      <Panel title={t('orders.title')}>{orders.data ? <OrdersChart figures={orders.data} /> : waiting(orders)}</Panel>
      <Panel title={t('jobs.title')}>{jobs.data ? <JobsChart figures={jobs.data} /> : waiting(jobs)}</Panel>
    </>
  )
}
