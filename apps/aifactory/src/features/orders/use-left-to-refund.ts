import { formatAmount, type Order, type Payment, parseAmount, type Refund } from '@pantheon/contract'
import { usePayments } from '../payments/use-payments.ts'
import { useRefunds } from '../payments/use-refunds.ts'

const isCaptured = ({ status }: Payment) => status === 'succeeded' || status === 'partially_refunded' || status === 'refunded'
const isEffective = ({ status }: Refund) => status !== 'failed' && status !== 'rejected'

/**
 * The refundable amount of the next payment, in the order the server chooses: a payment that was not owed first, then the oldest with an amount
 * left. Independent of the order's status, because a bank may have returned a refund. Undefined when nothing is left.
 */
export const useLeftToRefund = (order: Order): string | undefined => {
  const payments = usePayments(order.id).data?.items
  const refunds = useRefunds(order.id).data?.items
  if (!payments || !refunds) return undefined
  const minorOf = (amount: string) => parseAmount(amount, order.currency) ?? 0
  const refundsOf = ({ id }: Payment) => refunds.filter(({ paymentId }) => paymentId === id)
  const leftOf = (payment: Payment) =>
    refundsOf(payment).reduce((left, refund) => (isEffective(refund) ? left - minorOf(refund.amount) : left), minorOf(payment.amount))
  const refundable = payments.filter((payment) => isCaptured(payment) && leftOf(payment) > 0)
  const payment = refundable.find((each) => refundsOf(each).some(({ reason }) => reason === 'nothing_owed')) ?? refundable.at(-1)
  return payment && formatAmount(leftOf(payment), order.currency)
}
