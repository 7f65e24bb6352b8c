import { z } from 'zod'
import { Instant } from '../primitives.ts'

export const differenceKinds = ['unknown_here', 'unknown_there', 'amount', 'state', 'refund'] as const

/** A difference between our payment records and the provider's. */
export const Difference = z.object({
  kind: z.enum(differenceKinds),
  paymentId: z.string().nullable(),
  providerPaymentId: z.string().nullable(),
  ours: z.string(),
  theirs: z.string(),
  isRepaired: z.boolean(),
})
export type Difference = z.infer<typeof Difference>

/** One reconciliation of our payment records with the provider's. */
export const Reconciliation = z
  .object({
    id: z.string(),
    provider: z.string(),
    since: Instant,
    startedAt: Instant,
    finishedAt: Instant,
    checked: z.int(),
    differences: z.array(Difference),
  })
  .meta({ id: 'Reconciliation' })
export type Reconciliation = z.infer<typeof Reconciliation>
export const ListReconciliations = z.object({ limit: z.int().min(1).max(100).default(20) })
export const ReconciliationList = z.object({ items: z.array(Reconciliation) })
