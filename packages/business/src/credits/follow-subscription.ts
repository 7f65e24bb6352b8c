import { isDeepStrictEqual } from 'node:util'
import type { PlanName } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, actorFields, type Clock, type Logger, systemScope } from '@pantheon/kernel'
import type { InvoicesInternals } from '../invoices/invoices.service.ts'
import { holdsOrganization } from '../payments/organization.repo.ts'
import type { PaidFor } from './credit.ts'
import type { CreditsInternals } from './credits.service.ts'
import { planEventOf } from './plan-event.ts'
import { applyProviderState, currentOf, markSurplus, planOf, type StoredSubscription } from './subscription.ts'
import type { PlanBill, ProviderSubscription, SubscriptionProvider } from './subscriptions.port.ts'
import { findFollowed, findSubscriptions, ownerOf, saveSubscription } from './subscriptions.repo.ts'

/** How many times a subscription is read when it keeps changing concurrently; the last reading is then written as it is. */
const mostReadings = 5
const reportedFields = ['state', 'plan', 'cancelsAtPeriodEnd', 'nextPlan'] as const

export interface FollowDeps {
  db: Db
  clock: Clock
  logger: Logger
  credits: Pick<CreditsInternals, 'follow' | 'lock'>
  invoices: Pick<InvoicesInternals, 'followPlan' | 'issueSoon'>
  provider: SubscriptionProvider
}

/** A reading of the provider with its bills. `seen` is our record before the reading; null while the subscription was not known to be ours. */
interface Reading {
  theirs: ProviderSubscription
  bills: readonly PlanBill[]
  seen?: StoredSubscription | null
}

/** True while the reading is the latest: our record has not changed since it was `seen`. */
const isFresh = (before: StoredSubscription, seen: StoredSubscription | null | undefined): boolean =>
  seen === undefined || (seen === null ? before.providerSubscriptionId === null : isDeepStrictEqual(before, seen))

/** The input of the credits. The bill of the plan in the current period says from when on it is paid. */
const paidFor = (theirs: ProviderSubscription, after: StoredSubscription, plan: PlanName, bills: readonly PlanBill[]): PaidFor => ({
  plan,
  since: theirs.periodStart,
  until: after.state === 'active' ? after.periodEnd : null,
  planSince: bills.findLast((bill) => bill.plan === plan && bill.periodStart >= theirs.periodStart)?.periodStart ?? null,
})

/** Subscription sync: applies the provider's state to our records, and with them to credits and invoices. */
export const createFollow = ({ db, clock, logger, credits, invoices, provider }: FollowDeps) => {
  /**
   * Saves the provider's state and updates the credits. Undefined for a subscription that is not ours; `stale`, without writing
   * anything, when our record changed since it was seen.
   */
  const write = ({ theirs, bills, seen }: Reading, actor: Actor | null, isCalledOff = false): Promise<StoredSubscription | 'stale' | undefined> =>
    db.as(systemScope).transaction(async (tx) => {
      const owner = await ownerOf(tx, theirs)
      if (!owner) return undefined
      const { organizationId } = owner
      const isLiving = await holdsOrganization(tx, organizationId)
      // Serializes two subscriptions of one organization that start at once and whose callbacks reach two servers.
      const countedBefore = await credits.lock(tx, organizationId)
      const all = await findSubscriptions(tx, systemScope, organizationId)
      const before = all.find(({ id }) => id === owner.id)
      if (!before) return undefined
      if (!isFresh(before, seen)) return 'stale'
      const others = all.filter(({ id }) => id !== before.id)
      const after = markSurplus(before, applyProviderState(before, theirs, clock.now(), isCalledOff), isLiving ? others : 'deleted')
      await saveSubscription(tx, after)
      const counts = currentOf(all.map((each) => (each.id === after.id ? after : each)))
      const plan = planOf(counts, clock.now())
      if (counts?.id === after.id) await credits.follow(tx, organizationId, paidFor(theirs, after, plan, bills))
      const planEvent = planEventOf({ before, after, countedBefore, counts: plan, endedUnpaid: theirs.endedUnpaid })
      const data = { subscriptionId: after.id, plan, planEvent, turn: planEvent }
      if (planEvent !== null || reportedFields.some((field) => before[field] !== after[field]))
        tx.emit('subscription.changed', { ...(actor ? actorFields(actor) : { actorId: null }), organizationId, data, before, after })
      return after
    })

  const writeInvoices = async (subscription: StoredSubscription, bills: readonly PlanBill[]): Promise<void> => {
    await db.as(systemScope).transaction(async (tx) => {
      await credits.lock(tx, subscription.organizationId)
      await invoices.followPlan(tx, subscription, bills)
    })
    invoices.issueSoon()
  }

  /** The paid bills. A failing callback is delivered again; a change that a user asked for is applied anyway and invoiced with the next callback. */
  const readBills = (theirs: ProviderSubscription, actor: Actor | null): Promise<PlanBill[]> =>
    provider.billsOf(theirs.providerSubscriptionId).catch((err: unknown) => {
      if (actor === null) throw err
      logger.warn({ err, providerSubscriptionId: theirs.providerSubscriptionId }, 'what was paid for a plan could not be read yet')
      return []
    })

  /** Saves what `read` returns; reads again as long as our record changed between reading and writing. */
  const writeLatest = async (
    known: string | null,
    read: () => Promise<ProviderSubscription | null>,
    actor: Actor | null,
  ): Promise<(Reading & { written: StoredSubscription | undefined }) | undefined> => {
    const seenNow = async (id: string | null) => (id === null ? null : ((await findFollowed(db.as(systemScope), id)) ?? null))
    let seen = await seenNow(known)
    let theirs = await read()
    for (let reading = 1; theirs; reading++) {
      const bills = await readBills(theirs, actor)
      const written = await write({ theirs, bills, ...(reading < mostReadings && { seen }) }, actor)
      if (written !== 'stale') return { theirs, bills, written }
      seen = await seenNow(theirs.providerSubscriptionId)
      theirs = await provider.find(theirs.providerSubscriptionId)
    }
    return undefined
  }

  /**
   * Applies what `read` returns and writes the invoices for what was paid. A subscription paid beside another is cancelled at
   * the provider and refunded. `known` is the provider's id if we have it; `actor` is who asked for the change, null for a
   * callback. Undefined for one that the provider does not know, or that is not ours.
   */
  const follow = async (
    known: string | null,
    read: () => Promise<ProviderSubscription | null>,
    actor: Actor | null = null,
  ): Promise<StoredSubscription | undefined> => {
    const latest = await writeLatest(known, read, actor)
    if (!latest) return undefined
    const { theirs, bills, written } = latest
    const after = written?.state === 'surplus' ? await write({ theirs: await provider.cancelNow(theirs.providerSubscriptionId), bills }, null, true) : written
    if (after === 'stale') return undefined
    if (after && bills.length > 0)
      await writeInvoices(after, bills).catch((err: unknown) => {
        if (actor === null) throw err
        logger.warn({ err, subscriptionId: after.id }, 'what was paid for a plan could not be billed yet')
      })
    return after
  }

  return {
    follow,
    /** Reads one of our subscriptions from the provider and applies its state. */
    refresh: ({ id, providerSubscriptionId }: StoredSubscription): Promise<StoredSubscription | undefined> =>
      follow(providerSubscriptionId, () => (providerSubscriptionId === null ? provider.findByReference(id) : provider.find(providerSubscriptionId))),
  }
}
