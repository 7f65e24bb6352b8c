import type { PaidPlan, PaymentMethod, PlanOffer, ProviderSubscription, SubscriptionProvider } from '@pantheon/business'
import { periodAt } from '@pantheon/business'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, fail, newId, orFail } from '@pantheon/kernel'
import {
  applyDue,
  billFor,
  declineOf,
  differenceOf,
  hasEnded,
  paid,
  type TestLedger,
  type TestSubscription,
  toPlanBill,
  toProviderSubscription,
  withoutLegacy,
} from './test-billing.ts'
import { scriptOf } from './test-cards.ts'
import { type By, findPaidBills, insertSubscription, lockLedger, refundBills, saveLedger, writeBills } from './test-subscriptions.repo.ts'

type Step = (current: TestLedger) => TestLedger

/** A card to be stored. Fails with `payment.declined` when a charge would fail now. */
const storedCard = (paymentMethod: PaymentMethod, at: Date): NonNullable<TestSubscription['card']> => {
  const { brand, last4, expires, declines, declinesLater } = scriptOf(paymentMethod, at)
  if (declines) fail('payment.declined', { reason: declines })
  return { brand, last4, expires, declines: declinesLater }
}

/**
 * The embedded provider of subscriptions: accepts test cards only, and moves no money. Its state is in the database. Months pass by the
 * server's clock: each read first applies everything that was due since the last one, so a renewal is neither missed while the server is
 * down nor made twice.
 */
export const createTestSubscriptions = ({ db, clock }: { db: Db; clock: Clock }): SubscriptionProvider => {
  const prices = new Map<PaidPlan, PlanOffer>()
  const priceOf = (plan: PaidPlan): PlanOffer => orFail(prices.get(plan), 'plan.not_offered', { plan })

  /** A subscription older than stored prices pays the current price of its plan. */
  const priced = (ledger: TestLedger): TestLedger => {
    const { subscription } = ledger
    const offered = subscription.amountMinor === null ? prices.get(subscription.plan) : undefined
    return offered ? { ...ledger, subscription: { ...subscription, amountMinor: offered.amountMinor, currency: offered.currency } } : ledger
  }
  /** The current state, locked, after everything due has been applied and saved. */
  const current = async (tx: Tx, by: By): Promise<TestLedger | undefined> => {
    const found = await lockLedger(tx, by)
    if (!found) return undefined
    const ledger = applyDue(priced(withoutLegacy(found, clock.now())), clock.now())
    if (ledger.subscription !== found.subscription || ledger.written.length > 0) await saveLedger(tx, ledger)
    return { ...ledger, written: [] }
  }
  const find = (by: By): Promise<ProviderSubscription | null> =>
    db.transaction(async (tx) => {
      const ledger = await current(tx, by)
      return ledger ? toProviderSubscription(ledger.subscription, clock.now()) : null
    })
  const change = (id: string, step: Step): Promise<ProviderSubscription> =>
    db.transaction(async (tx) => {
      const ledger = orFail(await current(tx, { id }), 'subscription.not_found')
      if (hasEnded(ledger.subscription, clock.now())) fail('subscription.ended')
      const after = step(ledger)
      await saveLedger(tx, after)
      return toProviderSubscription(after.subscription, clock.now())
    })
  const set =
    (values: Partial<TestSubscription>): Step =>
    (ledger) => ({ ...ledger, subscription: { ...ledger.subscription, ...values } })

  const begin = async (tx: Tx, reference: string, plan: PaidPlan, paymentMethod: PaymentMethod): Promise<void> => {
    const { amountMinor, currency } = priceOf(plan)
    const now = clock.now()
    const subscription: TestSubscription = {
      id: `test_${newId(now)}`,
      reference,
      plan,
      startedAt: now,
      endsAt: null,
      amountMinor,
      currency,
      nextPlan: null,
      nextAmountMinor: null,
      card: storedCard(paymentMethod, now),
      billedUntil: periodAt(now, now).end,
      unpaidSince: null,
    }
    if (await insertSubscription(tx, subscription)) await writeBills(tx, [billFor(subscription, { reason: 'begin', at: now, isPaid: true })])
  }
  const upgrade = (ledger: TestLedger, plan: PaidPlan, at: Date): TestLedger => {
    const { subscription } = ledger
    if (subscription.plan === plan) return ledger
    const declines = declineOf(subscription.card, clock.now())
    if (declines) fail('payment.declined', { reason: declines })
    const { amountMinor } = priceOf(plan)
    const difference = differenceOf(subscription, amountMinor, at)
    const upgraded = { ...subscription, plan, amountMinor, nextPlan: null, nextAmountMinor: null, endsAt: null }
    const bill = billFor(upgraded, { reason: 'change', amountMinor: difference, at: clock.now(), isPaid: true })
    return { ...ledger, subscription: upgraded, written: [bill] }
  }

  return {
    name: 'test',
    entry: 'test_card',
    offer: async (plans) => {
      for (const each of plans) prices.set(each.plan, each)
    },
    openCheckout: async ({ plan, formUrl, reference, successUrl }) => {
      priceOf(plan)
      return { url: (await find({ reference })) ? successUrl : formUrl }
    },
    // The form is our own, and validates when it is submitted.
    closeCheckout: async () => undefined,
    subscribe: async ({ reference, plan, paymentMethod }) => {
      const known = await find({ reference })
      if (known) return known
      await db.transaction((tx) => begin(tx, reference, plan, paymentMethod))
      return orFail(await find({ reference }), 'subscription.not_found')
    },
    openPortal: async ({ formUrl }) => ({ url: formUrl }),
    replacePaymentMethod: (id, paymentMethod) =>
      change(id, (ledger) => {
        const now = clock.now()
        return paid(set({ card: storedCard(paymentMethod, now) })(ledger), now)
      }),
    cardOf: async (id) => {
      const { card } = (await db.transaction((tx) => current(tx, { id })))?.subscription ?? {}
      return card ? { brand: card.brand, last4: card.last4, expires: card.expires ?? null } : null
    },
    billsOf: (id) =>
      db.transaction(async (tx) => {
        const ledger = await current(tx, { id })
        return ledger ? (await findPaidBills(tx, id)).map((bill) => toPlanBill(ledger.subscription, bill)) : []
      }),
    find: (id) => find({ id }),
    findByReference: (reference) => find({ reference }),
    quote: (id, plan) =>
      db.transaction(async (tx) => {
        const { subscription } = orFail(await current(tx, { id }), 'subscription.not_found')
        const { amountMinor, currency } = priceOf(plan)
        return { dueMinor: differenceOf(subscription, amountMinor, clock.now()), currency, at: clock.now() }
      }),
    changePlan: (id, plan, at) => change(id, (ledger) => upgrade(ledger, plan, at ?? clock.now())),
    schedulePlan: (id, plan) =>
      change(id, (ledger) => {
        const isOther = plan !== null && plan !== ledger.subscription.plan
        return set({ endsAt: null, nextPlan: isOther ? plan : null, nextAmountMinor: isOther ? priceOf(plan).amountMinor : null })(ledger)
      }),
    setCancelAtPeriodEnd: (id, cancels) =>
      change(id, (ledger) => set({ endsAt: cancels ? ledger.subscription.billedUntil : null, nextPlan: null, nextAmountMinor: null })(ledger)),
    cancelNow: (id) =>
      db.transaction(async (tx) => {
        const { subscription } = orFail(await current(tx, { id }), 'subscription.not_found')
        const now = clock.now()
        const ended = hasEnded(subscription, now) ? subscription : { ...subscription, endsAt: now }
        await saveLedger(tx, { subscription: ended, open: null, written: [] })
        await refundBills(tx, id, now)
        return toProviderSubscription(ended, now)
      }),
  }
}
