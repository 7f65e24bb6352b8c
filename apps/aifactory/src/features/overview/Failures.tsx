import { Money, RelativeTime, Skeleton } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { BookX, CircleAlert, Hourglass, type LucideIcon, PackageX, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Nothing, Panel, PartFailed } from './Panel.tsx'
import { type FailureLine, useFailures } from './use-overview.ts'

const icons: Record<FailureLine['kind'], LucideIcon> = {
  order_failed: PackageX,
  refund_failed: Undo2,
  dispute_open: CircleAlert,
  payment_stuck: Hourglass,
  job_failed: BookX,
}

const Line = ({ line: { kind, orderId, title, amount, currency, at } }: { line: FailureLine }) => {
  const { t } = useTranslation('overview')
  const Icon = icons[kind]
  const words = t(`concerns.kind.${kind}`)
  return (
    <li className="relative flex items-start gap-3 py-2.5 first:pt-0 last:pb-0">
      <span aria-hidden className="grid size-8 shrink-0 place-items-center rounded-full bg-danger-soft text-danger-text">
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1 text-14">
        {orderId === null ? (
          <p className="font-medium">{words}</p>
        ) : (
          <Link to="/orders/$orderId" params={{ orderId }} className="block rounded-control font-medium after:absolute after:inset-0 hover:underline">
            {words}
          </Link>
        )}
        <p className="truncate text-13 text-ink-muted">{title ?? t('concerns.job')}</p>
      </div>
      <div className="shrink-0 text-right text-13">
        {amount !== undefined && currency !== undefined && <Money amount={amount} currency={currency} className="block" />}
        <RelativeTime at={at} className="text-12 text-ink-faint" />
      </div>
    </li>
  )
}

/** Failures that need attention, each with a link. */
export const Failures = () => {
  const { t } = useTranslation('overview')
  const { lines, isError, refetch } = useFailures()
  return (
    <Panel title={t('concerns.title')} anchor="failures" className="self-start">
      {!lines && (isError ? <PartFailed onRetry={() => void refetch()} /> : <Skeleton shape="facts" className="h-40" />)}
      {lines?.length === 0 && <Nothing title={t('concerns.none')} text={t('concerns.noneText')} />}
      {lines && lines.length > 0 && (
        <ul className="divide-y">
          {lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </ul>
      )}
    </Panel>
  )
}
