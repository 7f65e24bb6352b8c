import { z } from 'zod'
import { Currency } from '../money.ts'
import { Opaque } from '../plain-text.ts'
import { Id, Instant, PageRequest, pageOf, SitePath } from '../primitives.ts'
import { typedNumber } from '../typed-number.ts'

export const paymentStatuses = ['pending', 'requires_action', 'succeeded', 'failed', 'cancelled', 'refunded', 'partially_refunded'] as const
export const PaymentStatus = z.enum(paymentStatuses)
export type PaymentStatus = z.infer<typeof PaymentStatus>

/** A chargeback: the buyer's bank demands the money back. */
export const Dispute = z.object({ state: z.enum(['open', 'won', 'lost']), reason: z.string() })
export type Dispute = z.infer<typeof Dispute>

export const Payment = z
  .object({
    id: Id,
    orderId: Id,
    amount: z.string(),
    currency: Currency,
    method: z.string().meta({ description: 'How it was paid, e.g. "visa •••• 4242"' }),
    provider: z.string(),
    providerPaymentId: z.string().nullable(),
    status: PaymentStatus,
    failureCode: z.string().nullable(),
    actionUrl: z.string().nullable().meta({ description: 'Where the buyer confirms, while the payment requires their action' }),
    refundedAmount: z.string(),
    dispute: Dispute.nullable(),
    paidAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Payment' })
export type Payment = z.infer<typeof Payment>

/** A card as typed, with half- or full-width digits. Only the embedded provider accepts one, and only its own test numbers. */
export const TestCard = z.object({
  number: z
    .string()
    .transform((text) => typedNumber(text).replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{12,19}$/, 'A card number of 12 to 19 digits')),
  expiry: z
    .string()
    .overwrite(typedNumber)
    .regex(/^(0[1-9]|1[0-2])\s?\/\s?\d{2}$/, 'MM/YY'),
  cvc: z
    .string()
    .overwrite(typedNumber)
    .regex(/^\d{3,4}$/, '3 or 4 digits'),
})
export type TestCard = z.infer<typeof TestCard>

/**
 * Pays an order: with a test card on the embedded provider, else with a payment method token (Stripe: `pm_…`). `returnPath` is where the
 * buyer returns on this site after confirming at their bank.
 */
export const PayOrder = z.object({
  orderId: Id,
  card: TestCard.optional(),
  token: Opaque(255).optional(),
  returnPath: SitePath.optional(),
})
export type PayOrder = z.infer<typeof PayOrder>

export const ListPayments = PageRequest.extend({ orderId: Id.optional() })
export type ListPayments = z.infer<typeof ListPayments>
export const PaymentPage = pageOf(Payment)
export const PaymentRef = z.object({ id: Id })

/** The payment provider in use, so that a page can name it. */
export const PaymentMethods = z.object({
  provider: z.string(),
  isTest: z.boolean(),
  entry: z.enum(['test_card', 'hosted']).meta({ description: 'Whether a card is typed here, or on a page of the provider' }),
})

/** Opens the provider's checkout page for an order. */
export const OpenCheckout = z.object({ orderId: Id })
export const HostedCheckout = z.object({ paymentId: Id, url: z.string() })
