import type { OrderStatus } from '@pantheon/contract'
import { Badge, type Tone } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

const tones: Record<OrderStatus, Tone> = {
  pending: 'neutral',
  awaiting_approval: 'warning',
  awaiting_payment: 'warning',
  paid: 'info',
  in_progress: 'accent',
  fulfilled: 'success',
  cancelled: 'neutral',
  refunded: 'neutral',
  failed: 'danger',
}

// From the keys, not the contract's list, which would bundle every schema.
export const orderStatuses = Object.keys(tones) as OrderStatus[]

/** The status of an order. */
export const OrderStatusBadge = ({ status }: { status: OrderStatus }) => {
  const { t } = useTranslation()
  return (
    <Badge tone={tones[status]} hasDot>
      {t(`orders.status.${status}`)}
    </Badge>
  )
}
