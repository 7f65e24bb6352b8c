import { formatAmount, type Order, type Payment, parseAmount } from '@pantheon/contract'
import { usePayments } from '../payments/use-payments.ts'
import { useRefunds } from '../payments/use-refunds.ts'

const refundable: readonly Order['status'][] = ['paid', 'in_progress', 'fulfilled', 'failed']
const isTaken = ({ status }: Payment) => status === 'succeeded' || status === 'partially_refunded'

/** What of an order's payment is neither given back nor about to be; undefined when there is nothing to give. */
export const useLeftToRefund = (order: Order): string | undefined => {
  const payment = usePayments(order.id).data?.items.find(isTaken)
  const refunds = useRefunds(order.id).data?.items
  if (!refundable.includes(order.status) || !payment || !refunds) return undefined
  const bound = refunds.filter(({ paymentId, status }) => paymentId === payment.id && status !== 'failed' && status !== 'rejected')
  const minorOf = (amount: string) => parseAmount(amount, order.currency) ?? 0
  const left = minorOf(payment.amount) - bound.reduce((sum, { amount }) => sum + minorOf(amount), 0)
  return left > 0 ? formatAmount(left, order.currency) : undefined
}
