import { z } from 'zod'
import { Amount, Currency } from '../money.ts'
import { Text } from '../plain-text.ts'
import { Id, Instant, Version } from '../primitives.ts'

export const refundStatuses = ['awaiting_approval', 'pending', 'succeeded', 'failed', 'rejected'] as const
export const RefundStatus = z.enum(refundStatuses)
export type RefundStatus = z.infer<typeof RefundStatus>

export const Refund = z
  .object({
    id: Id,
    orderId: Id,
    paymentId: Id,
    amount: z.string(),
    currency: Currency,
    reason: z.string(),
    requestedBy: z.string().nullable().meta({ description: 'Null when the shop gave back what nothing was owed for, or the provider did' }),
    status: RefundStatus,
    failureCode: z.string().nullable(),
    createdAt: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Refund' })
export type Refund = z.infer<typeof Refund>

/** Refunds an order: `amount` of it, or all that is left. */
export const RefundOrder = z.object({ id: Id, version: Version, amount: Amount.optional(), reason: Text(500, 1) })
export type RefundOrder = z.infer<typeof RefundOrder>
export const RefundList = z.object({ items: z.array(Refund) })
