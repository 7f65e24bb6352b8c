import { z } from 'zod'
import { Currency } from '../money.ts'
import { Id, Instant, PageRequest, pageOf } from '../primitives.ts'

export const plans = ['free', 'basic', 'pro'] as const
export const PlanName = z.enum(plans)
export type PlanName = z.infer<typeof PlanName>

export const creditEntryKinds = ['grant', 'reserve', 'settle', 'release', 'expire'] as const
export type CreditEntryKind = (typeof creditEntryKinds)[number]

/** The plans that are paid for. Free is having neither. */
export const paidPlans = ['basic', 'pro'] as const
export const PaidPlanName = z.enum(paidPlans)
export type PaidPlanName = z.infer<typeof PaidPlanName>

/** `opened`: a page to pay on was opened, and nothing is known to be paid. */
export const subscriptionStates = ['opened', 'incomplete', 'active', 'past_due', 'ended'] as const
export type SubscriptionState = (typeof subscriptionStates)[number]

/** What a plan gives, and what it costs a month. */
export const Plan = z
  .object({
    plan: PlanName,
    price: z.string().meta({ description: 'A month, tax contained' }),
    currency: Currency,
    monthlyCredits: z.int().meta({ description: 'Each pays for one course without an order, or one lesson written again' }),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>
export const PlanList = z.object({ items: z.array(Plan) })

/** What an organization has left of its period. What is left over at `periodEnd` expires, and `nextGrant` comes. */
export const CreditBalance = z
  .object({
    organizationId: Id,
    plan: PlanName,
    balance: z.int().meta({ description: 'Free to spend' }),
    reserved: z.int().meta({ description: 'Held by jobs under way' }),
    granted: z.int().meta({ description: 'Given for this period in all' }),
    periodStart: Instant,
    periodEnd: Instant,
    nextGrant: z.int(),
  })
  .meta({ id: 'CreditBalance' })
export type CreditBalance = z.infer<typeof CreditBalance>

/** A line of the ledger, written once. The changes of all lines add up to the balance and to what is reserved. */
export const CreditEntry = z
  .object({
    id: Id,
    kind: z.enum(creditEntryKinds),
    change: z.int().meta({ description: 'Of what is free to spend' }),
    reservedChange: z.int(),
    balanceAfter: z.int(),
    jobId: Id.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'CreditEntry' })
export type CreditEntry = z.infer<typeof CreditEntry>

/** What an organization pays for every month. */
export const Subscription = z
  .object({
    plan: PlanName.meta({ description: 'What counts now: free when nothing is paid for, or a renewal was not paid in time' }),
    subscribed: PaidPlanName.nullable().meta({ description: 'What is paid for; null when nothing is' }),
    state: z.enum(subscriptionStates).nullable(),
    periodEnd: Instant.nullable().meta({ description: 'When it renews, or ends' }),
    cancelsAtPeriodEnd: z.boolean(),
    provider: z.string(),
    isTest: z.boolean().meta({ description: 'No money moves' }),
  })
  .meta({ id: 'Subscription' })
export type Subscription = z.infer<typeof Subscription>

export const ChoosePlan = z.object({ plan: PaidPlanName })
export type ChoosePlan = z.infer<typeof ChoosePlan>
/** A page of the provider's. */
export const SubscriptionPage = z.object({ url: z.string() })

export const ListCreditEntries = PageRequest
export const CreditEntryPage = pageOf(CreditEntry)
