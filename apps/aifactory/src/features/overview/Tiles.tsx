import { useAttention } from '@pantheon/client/react'
import type { JobAnalytics, OrderAnalytics, RevenueAnalytics } from '@pantheon/contract'
import { Card, Change, formatDuration, formatRelativeTime, Money, Skeleton } from '@pantheon/ui'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApprovalCounts } from '../approvals/use-approvals.ts'

interface TileProps {
  label: string
  figure: ReactNode
  aside?: ReactNode
  note?: ReactNode
  /** The link target of the whole tile. */
  to?: LinkProps['to']
  hash?: string
  search?: LinkProps['search']
  className?: string
}

const Tile = ({ label, figure, aside, note, to, hash, search, className = '' }: TileProps) => (
  <Card className={`relative flex min-h-36 min-w-0 flex-col p-4 ${to === undefined ? '' : 'transition-colors hover:bg-hover'} ${className}`}>
    <h2 className="text-13 font-medium text-ink-muted">
      {to === undefined ? (
        label
      ) : (
        <Link
          to={to}
          {...(hash ? { hash, search: true } : search !== undefined && { search })}
          className="rounded-control after:absolute after:inset-0 after:rounded-card"
        >
          {label}
        </Link>
      )}
    </h2>
    <div className="mt-1.5 flex flex-wrap items-baseline gap-x-2.5 text-24 font-semibold tracking-[-0.02em] tabular-nums">
      {figure}
      {aside}
    </div>
    {note !== undefined && <p className="mt-auto pt-2 text-12 text-ink-faint">{note}</p>}
  </Card>
)

const RevenueTile = ({ currencies }: RevenueAnalytics) => {
  const { t } = useTranslation('overview')
  const lines = currencies.map(({ currency, total, before }) => (
    <li key={currency} className="flex flex-wrap items-baseline gap-x-2.5">
      <Money amount={total.net} currency={currency} />
      <Change of="revenue" now={Number(total.net)} before={Number(before.net)} />
    </li>
  ))
  return (
    <Tile
      label={t('revenue.title')}
      className="col-span-2 min-h-44"
      figure={
        lines.length === 0 ? (
          <span className="text-16 font-medium text-ink-faint">{t('revenue.none')}</span>
        ) : (
          <ul className="flex flex-wrap gap-x-8 text-20">{lines}</ul>
        )
      }
      note={t(currencies.length > 1 ? 'revenue.noteEach' : 'revenue.note')}
    />
  )
}

const OrdersTile = ({ total, before }: OrderAnalytics) => {
  const { t, i18n } = useTranslation('overview')
  const figure = new Intl.NumberFormat(i18n.language).format(total.placed)
  return (
    <Tile
      label={t('orders.tile')}
      figure={figure}
      aside={<Change of="orders" now={total.placed} before={before.placed} />}
      note={t('orders.note', { count: total.fulfilled })}
      to="/orders"
    />
  )
}

const JobsTile = ({ total, before }: JobAnalytics) => {
  const { t, i18n } = useTranslation('overview')
  const note = total.medianSeconds === null ? t('jobs.noMedian') : t('jobs.median', { duration: formatDuration(total.medianSeconds, i18n.language) })
  return (
    <Tile
      label={t('jobs.tile')}
      figure={total.failed}
      aside={<Change of="failures" now={total.failed} before={before.failed} more="bad" />}
      note={note}
      to="/admin"
      hash="failures"
    />
  )
}

const ApprovalsTile = () => {
  const { t } = useTranslation('overview')
  const counts = useApprovalCounts()
  const mine = counts.data?.mine
  return <Tile label={t('approvals.tile')} figure={mine ?? '–'} note={mine === 0 ? t('approvals.none') : t('approvals.some')} to="/approvals" />
}

const AttentionTile = () => {
  const { t, i18n } = useTranslation('overview')
  const { data } = useAttention()
  if (!data) return <Tile label={t('attention.tile')} figure="–" to="/admin/reconciliation" />
  const { counts, toDeliver, lastComparison: last } = data
  const failures = counts.order_failed + counts.refund_failed + counts.dispute_open + counts.payment_stuck
  const waiting = failures + toDeliver.count + (last?.unrepaired ?? 0)
  const ago = (at: string) => formatRelativeTime(new Date(at), new Date(), i18n.language)
  const when = last && ago(last.finishedAt)
  const compared = when === null ? t('attention.neverCompared') : t('attention.compared', { when })
  const found = last && last.unrepaired > 0 ? t('attention.unrepaired', { count: last.unrepaired }) : waiting === 0 ? t('attention.none') : undefined
  return (
    <Tile
      label={t('attention.tile')}
      figure={<span className={waiting > toDeliver.count ? 'text-danger-text' : undefined}>{waiting}</span>}
      note={
        <>
          {toDeliver.oldestAt && <span className="block">{t('attention.toDeliver', { count: toDeliver.count, when: ago(toDeliver.oldestAt) })}</span>}
          {found && <span className="block">{found}</span>}
          {compared}
        </>
      }
      {...(failures > 0
        ? { to: '/admin', hash: 'failures' }
        : toDeliver.count > 0
          ? { to: '/orders', search: { status: 'paid' } }
          : { to: '/admin/reconciliation' })}
    />
  )
}

/** The state of a query. */
interface Part<T> {
  data: T | undefined
  isError: boolean
}
interface TilesProps {
  revenue: Part<RevenueAnalytics>
  orders: Part<OrderAnalytics>
  jobs: Part<JobAnalytics>
}

/** A tile whose figures are loading or failed to load; the chart with the same figures offers the retry. */
const Unknown = ({ label, isError, className }: { label: string; isError: boolean; className: string }) => {
  const { t } = useTranslation('overview')
  return isError ? <Tile label={label} figure="–" note={t('failed')} className={className} /> : <Skeleton shape="figure" className={`h-full ${className}`} />
}

/** The key figures. */
export const Tiles = ({ revenue, orders, jobs }: TilesProps) => {
  const { t } = useTranslation('overview')
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-6">
      {revenue.data ? <RevenueTile {...revenue.data} /> : <Unknown label={t('revenue.title')} isError={revenue.isError} className="col-span-2 min-h-44" />}
      {orders.data ? <OrdersTile {...orders.data} /> : <Unknown label={t('orders.title')} isError={orders.isError} className="min-h-36" />}
      {jobs.data ? <JobsTile {...jobs.data} /> : <Unknown label={t('jobs.title')} isError={jobs.isError} className="min-h-36" />}
      <ApprovalsTile />
      <AttentionTile />
    </div>
  )
}
