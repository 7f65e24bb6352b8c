import { Button, Card, Skeleton } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { useOrderApproval } from './use-approvals.ts'

const Notice = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation('approvals')
  const approval = useOrderApproval(orderId)
  if (hasFailedToLoad(approval)) return <PartError title={t('order.title')} queries={[approval]} />
  if (!approval.data) return approval.isPending ? <Skeleton shape="card" className="h-24" /> : null
  const { id, stage, stages, isMine } = approval.data
  return (
    <Card className="flex flex-wrap items-center gap-4 p-5">
      <span aria-hidden className="grid size-11 shrink-0 place-items-center rounded-card bg-warning-soft text-warning-text">
        <Stamp className="size-5" />
      </span>
      <div className="min-w-48 flex-1">
        <h2 className="text-16 font-semibold">{t('order.title')}</h2>
        <p className="mt-0.5 text-14 text-ink-muted">
          {isMine ? t('order.mine') : t('order.waiting', { stage, total: stages.length, name: stages[stage - 1]?.name ?? '' })}
        </p>
      </div>
      <Button asChild variant={isMine ? 'primary' : 'secondary'}>
        <Link to="/approvals/$approvalId" params={{ approvalId: id }}>
          {t('order.open')}
        </Link>
      </Button>
    </Card>
  )
}

/** The status of an order's approval, with a link to it. */
export const OrderApproval = ({ orderId }: { orderId: string }) => (
  <Suspense fallback={<Skeleton shape="card" className="h-24" />}>
    <Notice orderId={orderId} />
  </Suspense>
)
