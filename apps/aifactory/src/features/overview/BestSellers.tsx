import { useBestSellers } from '@pantheon/client/react'
import type { AnalyticsRange, Currency } from '@pantheon/contract'
import { Money, Skeleton } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Nothing, Panel, PartFailed } from './Panel.tsx'

/** The products with the highest revenue in one currency, each with a bar relative to the first. */
export const BestSellers = ({ range, currency }: { range: AnalyticsRange; currency: Currency | undefined }) => {
  const { t } = useTranslation('overview')
  const { data, isError, refetch } = useBestSellers(range, currency)
  const most = Math.max(1, ...(data?.items ?? []).map(({ net }) => Number(net)))
  const isEmpty = currency === undefined || data?.items.length === 0
  return (
    <Panel title={t('best.title')} className="self-start" aside={currency && <span className="text-13 text-ink-faint">{currency}</span>}>
      {isEmpty && <Nothing title={currency === undefined ? t('revenue.none') : t('best.none', { currency })} text={t('best.noneText')} />}
      {!isEmpty && !data && (isError ? <PartFailed onRetry={() => void refetch()} /> : <Skeleton shape="facts" className="h-40" />)}
      {!isEmpty && data && (
        <ol className="space-y-3.5">
          {data.items.map(({ productId, name, orders, net }) => (
            <li key={productId}>
              <div className="flex items-baseline justify-between gap-4 text-14">
                <Link to="/admin/products/$productId" params={{ productId }} className="min-w-0 truncate rounded-control font-medium hover:underline">
                  {name}
                </Link>
                <Money amount={net} currency={data.currency} className="shrink-0" />
              </div>
              <div className="mt-1 flex items-center gap-3">
                <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken">
                  <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.max(0, (Number(net) / most) * 100)}%` }} />
                </span>
                <span className="w-20 shrink-0 text-right text-12 text-ink-faint tabular-nums">{t('best.orders', { count: orders })}</span>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
