import { type Currency, formatAmount, type Payment, type PaymentStatus } from '@pantheon/contract'

/** A payment as the shop keeps it. */
export interface StoredPayment {
  id: string
  organizationId: string
  orderId: string
  amountMinor: number
  currency: Currency
  method: string
  provider: string
  providerPaymentId: string | null
  status: PaymentStatus
  failureCode: string | null
  paidAt: Date | null
  createdAt: Date
}

/** The payment as it goes over the wire. */
export const toPayment = ({ organizationId: _, amountMinor, paidAt, createdAt, ...rest }: StoredPayment): Payment => ({
  ...rest,
  amount: formatAmount(amountMinor, rest.currency),
  paidAt: paidAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
})
