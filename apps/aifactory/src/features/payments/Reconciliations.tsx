import type { Difference, Reconciliation } from '@pantheon/contract'
import { Badge, Button, Card, DateTime, EmptyState, Skeleton, toast } from '@pantheon/ui'
import { Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useReconcile, useReconciliations } from './use-reconciliations.ts'

/** Starts a payment reconciliation. */
export const ReconcileNow = () => {
  const { t } = useTranslation(['app', 'desk'])
  const reconcile = useReconcile()
  const showError = useErrorToast()
  const onSuccess = ({ differences }: Reconciliation) =>
    differences.length === 0 ? toast.success(t('desk:reconciliation.agreed')) : toast.info(t('desk:reconciliation.differed', { count: differences.length }))
  return (
    <Button isPending={reconcile.isPending} onClick={() => reconcile.mutate(undefined, { onSuccess, onError: showError })}>
      {t('desk:reconciliation.now')}
    </Button>
  )
}

const DifferenceLine = ({ difference }: { difference: Difference }) => {
  const { t } = useTranslation(['app', 'desk'])
  const { kind, ours, theirs, paymentId, providerPaymentId, isRepaired } = difference
  return (
    <li className="border-t py-3 first:border-t-0">
      <p className="flex flex-wrap items-center gap-2 text-14 font-medium">
        {t(`desk:reconciliation.kind.${kind}`)}
        <Badge tone={isRepaired ? 'success' : 'danger'} hasDot>
          {t(isRepaired ? 'desk:reconciliation.repaired' : 'desk:reconciliation.open')}
        </Badge>
      </p>
      <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-13 text-ink-muted">
        <dt>{t('desk:reconciliation.ours')}</dt>
        <dd>{ours}</dd>
        <dt>{t('desk:reconciliation.theirs')}</dt>
        <dd>{theirs}</dd>
        <dt>{t('desk:reconciliation.payment')}</dt>
        <dd className="font-mono text-12 break-all">{paymentId ?? providerPaymentId}</dd>
      </dl>
    </li>
  )
}

/** The results of payment reconciliations, newest first. */
export const Reconciliations = () => {
  const { t } = useTranslation(['app', 'desk'])
  const reconciliations = useReconciliations()
  if (reconciliations.isError) return <QueryError error={reconciliations.error} onRetry={() => void reconciliations.refetch()} />
  if (!reconciliations.data) return <Skeleton shape="rows" className="h-60" />
  const { items } = reconciliations.data
  if (items.length === 0) {
    return (
      <EmptyState icon={<Scale />} title={t('desk:reconciliation.emptyTitle')}>
        {t('desk:reconciliation.emptyText')}
      </EmptyState>
    )
  }
  return (
    <ul className="space-y-3">
      {items.map(({ id, startedAt, provider, checked, differences }) => (
        <li key={id}>
          <Card className="p-4 md:p-5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="text-14 font-semibold">
                <DateTime at={startedAt} />
              </h2>
              <Badge tone={differences.length === 0 ? 'success' : differences.every(({ isRepaired }) => isRepaired) ? 'warning' : 'danger'} hasDot>
                {differences.length === 0 ? t('desk:reconciliation.agreed') : t('desk:reconciliation.differed', { count: differences.length })}
              </Badge>
              <span className="text-13 text-ink-faint sm:ml-auto">
                {provider === 'test'
                  ? t('desk:reconciliation.checkedTest', { count: checked })
                  : t('desk:reconciliation.checked', { count: checked, provider: provider === 'stripe' ? 'Stripe' : provider })}
              </span>
            </div>
            {differences.length > 0 && (
              <ul className="mt-3 border-t pt-1">
                {differences.map((difference) => (
                  <DifferenceLine key={`${difference.kind} ${difference.paymentId} ${difference.providerPaymentId}`} difference={difference} />
                ))}
              </ul>
            )}
          </Card>
        </li>
      ))}
    </ul>
  )
}
