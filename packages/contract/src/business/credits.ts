import { z } from 'zod'
import { Currency } from '../money.ts'
import { Id, Instant, InstantInput, PageRequest, pageOf } from '../primitives.ts'
import { TimeZone } from '../time-zone.ts'
import { TestCard } from './payments.ts'

export const plans = ['free', 'basic', 'pro'] as const
export const PlanName = z.enum(plans)
export type PlanName = z.infer<typeof PlanName>

export const creditEntryKinds = ['grant', 'reserve', 'settle', 'release', 'expire'] as const
export type CreditEntryKind = (typeof creditEntryKinds)[number]

/** The paid plans. An organization without either is on the free plan. */
export const paidPlans = ['basic', 'pro'] as const
export const PaidPlanName = z.enum(paidPlans)
export type PaidPlanName = z.infer<typeof PaidPlanName>

/** The display names of paid plans, on the provider's pages and invoices as well as in our own texts. */
export const planTitles: Record<PaidPlanName, string> = { basic: 'Pantheon Basic', pro: 'Pantheon Pro' }

/** `opened`: a checkout page was opened; no payment is known yet. */
export const subscriptionStates = ['opened', 'incomplete', 'active', 'past_due', 'ended'] as const
export type SubscriptionState = (typeof subscriptionStates)[number]
/** `closed`: its checkout page was replaced by another. `surplus`: a second paid subscription, being cancelled. Neither is shown to users. */
export const keptSubscriptionStates = [...subscriptionStates, 'closed', 'surplus'] as const
export type KeptSubscriptionState = (typeof keptSubscriptionStates)[number]

/**
 * Changes of a plan that its owner is notified of. `unpaid`: the renewal payment failed. `lapsed`: the plan is inactive for that reason.
 * `called_off`: a second paid subscription was cancelled and is refunded. `ended`: it was cancelled, and its period is over. `reduced`: a
 * smaller plan has begun.
 */
export const planEvents = ['unpaid', 'lapsed', 'called_off', 'ended', 'reduced'] as const
export const PlanEvent = z.enum(planEvents)
export type PlanEvent = z.infer<typeof PlanEvent>

/** The benefits and the monthly price of a plan. */
export const Plan = z
  .object({
    plan: PlanName,
    price: z.string().meta({ description: 'A month, tax contained' }),
    currency: Currency,
    monthlyCredits: z.int().meta({ description: 'Each pays for one course without an order, or one lesson written again' }),
    workPerMinute: z.int().meta({ description: 'How often an agent may be asked for work in a minute, in the long run' }),
    workAtOnce: z.int().meta({ description: 'How often at once, after a while of asking for none' }),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>
export const PlanList = z.object({ items: z.array(Plan) })

/** Whether an organization has free credits, or why not. */
export const freeCreditsStatuses = ['given', 'email_unverified', 'elsewhere'] as const
export type FreeCreditsStatus = (typeof freeCreditsStatuses)[number]

/** The credits left in an organization's period. They expire at `periodEnd`, when `nextGrant` is credited. */
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
    freeCredits: z.enum(freeCreditsStatuses).meta({
      description:
        'Free credits are for a person with a verified e-mail, in one organization: `elsewhere` is any other of theirs, of whatever account of one mailbox',
    }),
  })
  .meta({ id: 'CreditBalance' })
export type CreditBalance = z.infer<typeof CreditBalance>

/** What credits were reserved for. */
export const CreditWork = z.object({
  task: z.string().meta({ description: 'What was done, in the words of the job’s type: `write_course`, `rewrite_lesson`' }),
  title: z.string(),
  courseId: Id.nullable(),
  orderId: Id.nullable(),
})
export type CreditWork = z.infer<typeof CreditWork>

/** An append-only entry of the credit ledger. The changes of all entries add up to the balance and the reserved amount. */
export const CreditEntry = z
  .object({
    id: Id,
    kind: z.enum(creditEntryKinds),
    change: z.int().meta({ description: 'Of what is free to spend' }),
    reservedChange: z.int(),
    balanceAfter: z.int(),
    jobId: Id.nullable(),
    work: CreditWork.nullable().meta({ description: 'What the job was for; null where it was for none' }),
    plan: PlanName.nullable().meta({ description: 'The larger plan that added to the credits of the period' }),
    periodStart: Instant.meta({ description: 'Of the period whose credits it moves' }),
    createdAt: Instant,
  })
  .meta({ id: 'CreditEntry' })
export type CreditEntry = z.infer<typeof CreditEntry>

/** An organization's monthly subscription. */
export const Subscription = z
  .object({
    plan: PlanName.meta({ description: 'What counts now: free when nothing is paid for, or a renewal was not paid in time' }),
    subscribed: PaidPlanName.nullable().meta({ description: 'What is paid for; null when nothing is' }),
    state: z.enum(subscriptionStates).nullable(),
    periodEnd: Instant.nullable().meta({ description: 'When it renews, or ends' }),
    cancelsAtPeriodEnd: z.boolean(),
    nextPlan: PaidPlanName.nullable().meta({ description: 'What begins at `periodEnd`, where that is another plan' }),
    graceEndsAt: Instant.nullable().meta({ description: 'Until when the plan counts while a renewal is not paid' }),
    calledOff: z
      .object({ plan: PaidPlanName, at: Instant })
      .nullable()
      .meta({ description: 'The last one that was paid for beside another, ended at once and given back' }),
    provider: z.string(),
    isTest: z.boolean().meta({ description: 'No money moves' }),
    entry: z.enum(['test_card', 'hosted']).meta({ description: 'Whether a card is typed here, or on a page of the provider' }),
  })
  .meta({ id: 'Subscription' })
export type Subscription = z.infer<typeof Subscription>

/** The card that renewals are charged to; null without one, or with another payment method. */
export const CardOnFile = z.object({
  card: z
    .object({
      brand: z.string().meta({ description: 'Lower case, e.g. `visa`' }),
      last4: z.string(),
      expires: z.string().nullable().meta({ description: 'Year and month, e.g. `2030-12`; null where it is not known' }),
    })
    .nullable(),
})
export type CardOnFile = z.infer<typeof CardOnFile>

export const ChoosePlan = z.object({ plan: PaidPlanName })
export type ChoosePlan = z.infer<typeof ChoosePlan>
/** A page of the provider, or a form of this site. */
export const SubscriptionPage = z.object({ url: z.string() })

/** Starts paying for a plan with a test card, with the embedded provider. */
export const PayPlan = ChoosePlan.extend({ card: TestCard })
export type PayPlan = z.infer<typeof PayPlan>
/** Replaces the test card. */
export const ReplaceCard = z.object({ card: TestCard })
export type ReplaceCard = z.infer<typeof ReplaceCard>

/** Changes the plan. `quotedAt` is the time of the quote that was shown; proration is computed from it. */
export const ChangePlan = ChoosePlan.extend({ quotedAt: InstantInput.optional() })
export type ChangePlan = z.infer<typeof ChangePlan>

/** The cost of choosing a plan: the amount charged now, and the monthly amount with its start. */
export const PlanQuote = z
  .object({
    plan: PaidPlanName,
    kind: z.enum(['begin', 'upgrade', 'downgrade', 'keep']).meta({ description: '`keep`: what is paid for already goes on' }),
    dueNow: z.string(),
    monthly: z.string(),
    currency: Currency,
    startsAt: Instant.meta({ description: 'When the plan begins' }),
    renewsAt: Instant.meta({ description: 'When the whole month is taken next' }),
    creditsNow: z.int().meta({ description: 'Given at once: for a larger plan those of the share of the period that is paid for' }),
    quotedAt: Instant,
  })
  .meta({ id: 'PlanQuote' })
export type PlanQuote = z.infer<typeof PlanQuote>

export const ListCreditEntries = PageRequest
export const CreditEntryPage = pageOf(CreditEntry)

/** Days end at midnight of the time zone. */
export const ReadCreditUsage = z.object({ timeZone: TimeZone.default('UTC') })
export type ReadCreditUsage = z.infer<typeof ReadCreditUsage>

/** Credits spent on each of the last 30 days, oldest first, ending today. */
export const CreditUsage = z.object({ days: z.array(z.object({ day: z.iso.date(), spent: z.int() })), total: z.int() }).meta({ id: 'CreditUsage' })
export type CreditUsage = z.infer<typeof CreditUsage>
