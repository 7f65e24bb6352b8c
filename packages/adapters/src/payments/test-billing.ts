import { monthsAfter, type PlanBill, type ProviderSubscription, periodAt } from '@pantheon/business'
import type { Row } from '@pantheon/db'
import { newId } from '@pantheon/kernel'
import { expiryDecline } from './test-cards.ts'

export type TestSubscription = Row<'testSubscriptions'>
export type TestBill = Row<'testBills'>

/** A subscription, its unpaid bill, and the bills to be saved with it. */
export interface TestLedger {
  subscription: TestSubscription
  open: TestBill | null
  written: TestBill[]
}

const day = 86_400_000
/** When a declined renewal is retried, in days after it was due. After the last retry the subscription ends. */
const retriesAfterDays = [1, 3, 7] as const

export const hasEnded = ({ endsAt }: TestSubscription, at: Date): boolean => endsAt !== null && endsAt <= at
/** Migrates a subscription without bills, from an older version: its current month counts as paid. */
export const withoutLegacy = (ledger: TestLedger, now: Date): TestLedger => {
  const { subscription } = ledger
  const { billedUntil, startedAt, endsAt } = subscription
  if (billedUntil !== null) return ledger
  const last = endsAt !== null && endsAt <= now ? new Date(endsAt.getTime() - 1) : now
  return { ...ledger, subscription: { ...subscription, billedUntil: periodAt(startedAt, last).end } }
}
const dueAt = ({ billedUntil, startedAt }: TestSubscription): Date => billedUntil ?? monthsAfter(startedAt, 1)

/** A new bill: paid, or with one failed attempt. */
export const billFor = (
  { id, plan, amountMinor, currency }: TestSubscription,
  bill: Pick<TestBill, 'reason'> & Partial<TestBill> & { at: Date; isPaid: boolean },
): TestBill => {
  const { at, isPaid, ...rest } = bill
  return {
    id: newId(at),
    subscriptionId: id,
    plan,
    amountMinor: amountMinor ?? 0,
    currency: currency ?? 'JPY',
    attempts: 1,
    createdAt: at,
    paidAt: isPaid ? at : null,
    refundedAt: null,
    ...rest,
  }
}

/** The decline code of a stored card when it is charged at `at`; null when it succeeds, and for subscriptions older than stored cards. */
export const declineOf = (card: TestSubscription['card'], at: Date): string | null => card?.declines ?? (card?.expires ? expiryDecline(card.expires, at) : null)

const withRenewal = ({ subscription: before, written }: TestLedger, at: Date): TestLedger => {
  const { nextPlan, nextAmountMinor, startedAt, card } = before
  const change = nextPlan === null ? {} : { plan: nextPlan, amountMinor: nextAmountMinor, nextPlan: null, nextAmountMinor: null }
  const isPaid = declineOf(card, at) === null
  const subscription = { ...before, ...change, billedUntil: periodAt(startedAt, at).end, unpaidSince: isPaid ? null : at }
  const bill = billFor(subscription, { reason: 'renewal', at, isPaid })
  return { subscription, open: isPaid ? null : bill, written: [...written, bill] }
}

/** Retries the open bill at `at`. */
const withRetry = ({ subscription, written }: TestLedger, open: TestBill, at: Date): TestLedger => {
  const bill = { ...open, attempts: open.attempts + 1 }
  const others = written.filter(({ id }) => id !== bill.id)
  if (declineOf(subscription.card, at) === null) return paid({ subscription, open: bill, written: others }, at)
  const isLast = bill.attempts > retriesAfterDays.length
  return { subscription: isLast ? { ...subscription, endsAt: at } : subscription, open: bill, written: [...others, bill] }
}

/** Marks the open bill as paid at `at`. */
export const paid = ({ subscription, open, written }: TestLedger, at: Date): TestLedger => ({
  subscription: { ...subscription, unpaidSince: null },
  open: null,
  written: open ? [...written.filter(({ id }) => id !== open.id), { ...open, paidAt: at }] : written,
})

/** The next scheduled event and its time; undefined when there is none by `now` or the subscription has ended. */
const nextOf = (ledger: TestLedger, now: Date): { at: Date; act: () => TestLedger } | undefined => {
  const { subscription, open } = ledger
  const { unpaidSince } = subscription
  const days = open && retriesAfterDays[open.attempts - 1]
  if (unpaidSince && days === undefined) return undefined
  const at = unpaidSince && days ? new Date(unpaidSince.getTime() + days * day) : dueAt(subscription)
  if (at > now || hasEnded(subscription, at)) return undefined
  return { at, act: () => (open && unpaidSince ? withRetry(ledger, open, at) : withRenewal(ledger, at)) }
}

/** Applies all events that were due until now, in order: renewals, retries, the end. */
export const applyDue = (ledger: TestLedger, now: Date): TestLedger => {
  let current = ledger
  for (let next = nextOf(current, now); next; next = nextOf(current, now)) current = next.act()
  return current
}

/** The last billed period. */
const periodOf = (subscription: TestSubscription) => periodAt(subscription.startedAt, new Date(dueAt(subscription).getTime() - 1))

/** The prorated price difference of an upgrade for the rest of the period after `at`. */
export const differenceOf = (subscription: TestSubscription, amountMinor: number, at: Date): number => {
  const { start, end } = periodOf(subscription)
  const share = Math.max(0, Math.min(1, (end.getTime() - at.getTime()) / (end.getTime() - start.getTime())))
  return Math.round(amountMinor * share) - Math.round((subscription.amountMinor ?? 0) * share)
}

/** Converts a bill. That of an upgrade covers the rest of the month. */
export const toPlanBill = ({ startedAt }: TestSubscription, { id, reason, plan, amountMinor, currency, createdAt }: TestBill): PlanBill => {
  const { start, end } = periodAt(startedAt, createdAt)
  return { id, plan, amountMinor, currency, periodStart: reason === 'change' ? createdAt : start, periodEnd: end }
}

/** Converts a subscription. */
export const toProviderSubscription = (subscription: TestSubscription, now: Date): ProviderSubscription => {
  const { id, reference, plan, startedAt, endsAt, unpaidSince, nextPlan } = subscription
  const isOver = hasEnded(subscription, now)
  const { start, end } = periodOf(subscription)
  return {
    reference,
    providerSubscriptionId: id,
    customerId: `test_${reference}`,
    plan,
    nextPlan: isOver ? null : nextPlan,
    state: isOver ? 'ended' : unpaidSince ? 'past_due' : 'active',
    periodStart: start,
    periodEnd: end,
    cancelsAtPeriodEnd: endsAt !== null,
    endedAt: isOver ? endsAt : null,
    endedUnpaid: isOver && unpaidSince !== null,
    createdAt: startedAt,
  }
}
