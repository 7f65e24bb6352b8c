'use client'
import { useTRPC } from '@pantheon/client/react'
import type { ListedOrder, OrderStatus } from '@pantheon/contract'
import { Button, toast } from '@pantheon/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalToast } from '../inbox/use-refusal-toast.ts'
import { useAccount } from '../session/use-session.ts'
import { aifactoryUrl } from '../shell/neighbours.ts'

const shop = aifactoryUrl.replace(/\/$/, '')
/** Statuses that wait for the buyer or an approver, whose forms are in AIFactory. */
const waiting: Partial<Record<OrderStatus, 'pay' | 'approve'>> = { awaiting_payment: 'pay', awaiting_approval: 'approve' }

/** The next action for an order: deliver it, retry its job, or a link to pay, approve, refund or read it. */
export const OrderNextStep = ({ order }: { order: ListedOrder }) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const { orders } = useTRPC().business
  const queryClient = useQueryClient()
  const showRefusal = useRefusalToast()
  const account = useAccount()
  const can = account?.permissions ?? []
  const onSettled = () => queryClient.invalidateQueries({ queryKey: orders.pathKey() })
  const fulfil = useMutation(orders.fulfil.mutationOptions({ onSettled, onError: showRefusal, onSuccess: () => toast.success(t('orders.delivered')) }))
  const retry = useMutation(
    orders.retryMany.mutationOptions({
      onSettled,
      onError: showRefusal,
      onSuccess: ({ refused }) => (refused > 0 ? toast.error(desk('bulk.refused', { count: refused })) : toast.success(desk('bulk.done.retry', { count: 1 }))),
    }),
  )
  const { id, version, status } = order
  if (order.isByHand && can.includes('order:fulfil')) {
    return (
      <Button isPending={fulfil.isPending} onClick={() => fulfil.mutate({ id, version })}>
        {desk('bulk.fulfil')}
      </Button>
    )
  }
  if (status === 'failed' && can.includes('job:retry')) {
    return (
      <Button isPending={retry.isPending} onClick={() => retry.mutate({ orders: [{ id, version }] })}>
        {desk('bulk.retry')}
      </Button>
    )
  }
  // Orders of other organizations cannot be paid.
  const isOwn = order.organizationId === account?.organization.id
  const next = isOwn || status !== 'awaiting_payment' ? waiting[status] : undefined
  const isRefundable = next === undefined && can.includes('order:refund') && order.refundable !== null
  return (
    <div className="flex flex-wrap gap-2">
      {isRefundable && (
        <Button asChild variant="secondary">
          <a href={`${shop}/orders/${id}?refund=1`}>{t('orders.next.refund')}</a>
        </Button>
      )}
      <Button asChild variant={next === 'pay' ? 'primary' : 'secondary'}>
        <a href={`${shop}/orders/${id}`}>{t(`orders.next.${next ?? 'open'}`)}</a>
      </Button>
    </div>
  )
}
