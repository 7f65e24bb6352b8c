'use client'
import type { CurrencyRevenue, JobAnalytics, OrderAnalytics, Period } from '@pantheon/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney, halfWidthYen } from '../primitives/Money.tsx'
import type { Series } from './series.ts'
import { TimeChart } from './TimeChart.tsx'
import { timeLabels } from './time-labels.ts'

const useLabels = ({ step, timeZone }: Period) => {
  const { i18n } = useTranslation('overview')
  return useMemo(() => timeLabels(step, timeZone, i18n.language), [step, timeZone, i18n.language])
}
const useCounting = () => {
  const { i18n } = useTranslation('overview')
  return useMemo(() => {
    const format = new Intl.NumberFormat(i18n.language)
    return (value: number) => format.format(value)
  }, [i18n.language])
}

/** Payments and refunds in one currency, above and below the zero line. */
export const RevenueChart = ({ period, revenue }: { period: Period; revenue: CurrencyRevenue }) => {
  const { t, i18n } = useTranslation('overview')
  const labels = useLabels(period)
  const { currency, buckets } = revenue
  const compact = useMemo(
    () => new Intl.NumberFormat(i18n.language, { style: 'currency', currency, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }),
    [i18n.language, currency],
  )
  const series: Series[] = [
    { id: 'captured', label: t('revenue.captured'), colour: 'accent', stack: 'money', values: buckets.map(({ captured }) => Number(captured)) },
    { id: 'refunded', label: t('revenue.refunded'), colour: 'danger', stack: 'money', values: buckets.map(({ refunded }) => -Number(refunded)) },
  ]
  return (
    <TimeChart
      label={t('revenue.chart', { currency })}
      buckets={period.buckets}
      labels={labels}
      series={series}
      least={currency === 'JPY' ? 1000 : 10}
      // Refunds are negative to be drawn below the line; in the text they need no sign.
      format={(value) => formatMoney(String(Math.abs(value)), currency, i18n.language)}
      formatAxis={(value) => halfWidthYen(compact.format(value))}
    />
  )
}

/** New orders, and the outcomes of finished ones. */
export const OrdersChart = ({ figures: { period, buckets } }: { figures: OrderAnalytics }) => {
  const { t } = useTranslation('overview')
  const labels = useLabels(period)
  const format = useCounting()
  const series: Series[] = [
    { id: 'placed', label: t('orders.placed'), colour: 'accent', stack: 'placed', values: buckets.map(({ placed }) => placed) },
    { id: 'fulfilled', label: t('orders.fulfilled'), colour: 'success', stack: 'ended', values: buckets.map(({ fulfilled }) => fulfilled) },
    { id: 'failed', label: t('orders.failed'), colour: 'danger', stack: 'ended', values: buckets.map(({ failed }) => failed) },
    { id: 'refunded', label: t('orders.refunded'), colour: 'neutral', stack: 'ended', values: buckets.map(({ refunded }) => refunded) },
  ]
  return <TimeChart label={t('orders.chart')} buckets={period.buckets} labels={labels} series={series} least={4} format={format} />
}

/** Jobs by outcome. */
export const JobsChart = ({ figures: { period, buckets } }: { figures: JobAnalytics }) => {
  const { t } = useTranslation('overview')
  const labels = useLabels(period)
  const format = useCounting()
  const series: Series[] = [
    { id: 'succeeded', label: t('jobs.succeeded'), colour: 'success', stack: 'ended', values: buckets.map(({ succeeded }) => succeeded) },
    { id: 'failed', label: t('jobs.failed'), colour: 'danger', stack: 'ended', values: buckets.map(({ failed }) => failed) },
    { id: 'cancelled', label: t('jobs.cancelled'), colour: 'neutral', stack: 'ended', values: buckets.map(({ cancelled }) => cancelled) },
  ]
  return <TimeChart label={t('jobs.chart')} buckets={period.buckets} labels={labels} series={series} least={4} format={format} />
}
