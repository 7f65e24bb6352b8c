import {
  type CardOnFile,
  type ChangePlan,
  type ChoosePlan,
  formatAmount,
  type Locale,
  type PaidPlanName,
  type PayPlan,
  type PlanQuote,
  planTitles,
  type Subscription,
  type TestCard,
} from '@pantheon/contract'
import { type Db, inBatches } from '@pantheon/db'
import { type Actor, type Clock, fail, type Logger, newId, orFail, systemScope } from '@pantheon/kernel'
import type { InvoicesInternals } from '../invoices/invoices.service.ts'
import { holdsOrganization } from '../payments/organization.repo.ts'
import type { HostedPage } from '../payments/payments.port.ts'
import type { CreditsInternals } from './credits.service.ts'
import type { Subscriptions } from './credits.types.ts'
import { createFollow } from './follow-subscription.ts'
import { monthsAfter } from './period.ts'
import { planTable } from './plans.ts'
import { currentOf, isLive, kindOfChange, openForMs, quotedAt, type StoredSubscription, toSubscription } from './subscription.ts'
import { paidPlans, type SubscriptionProvider } from './subscriptions.port.ts'
import { findRenewingOfDeleted, findStale, findSubscriptions, insertSubscription, saveSubscription } from './subscriptions.repo.ts'

/** Subscriptions synced per run: a payment in progress should not wait for all of them. */
const batchSize = 200

export interface SubscriptionsDeps {
  db: Db
  clock: Clock
  logger: Logger
  provider: SubscriptionProvider
  credits: CreditsInternals
  invoices: Pick<InvoicesInternals, 'followPlan' | 'issueSoon'>
  /** True when no money moves. */
  isTest: boolean
  publicUrl: string
  buyerOf: (userId: string) => Promise<{ email: string; locale: Locale }>
}
type Known = StoredSubscription & { providerSubscriptionId: string }

/** `Subscriptions` plus methods for the rest of the server. */
export interface SubscriptionsInternals extends Subscriptions {
  /** Handles a callback about a subscription: its state is read from the provider, not taken from the callback. */
  handleCallback(providerSubscriptionId: string): Promise<void>
  /** Syncs subscriptions that may have changed without a callback: at most 200 per run, the next run continues after them. */
  catchUp(): Promise<void>
}

/** Monthly subscriptions. The provider is the source of truth for what is paid; our records and the credits follow it. */
export const createSubscriptions = ({
  db,
  clock,
  logger,
  provider,
  credits,
  invoices,
  isTest,
  publicUrl,
  buyerOf,
}: SubscriptionsDeps): SubscriptionsInternals => {
  const back = `${publicUrl}/plan`
  const { follow, refresh } = createFollow({ db, clock, logger, credits, invoices, provider })
  const findAll = ({ scope, organizationId }: Actor) => findSubscriptions(db.as(scope), scope, organizationId)
  const find = async (actor: Actor): Promise<StoredSubscription | undefined> => currentOf(await findAll(actor))
  const get = async (actor: Actor): Promise<Subscription> => toSubscription(await findAll(actor), { provider, isTest, at: clock.now() })
  const findLive = async (actor: Actor): Promise<Known> => {
    const found = await find(actor)
    if (!found || !isLive(found) || found.providerSubscriptionId === null) return fail('subscription.not_found')
    return { ...found, providerSubscriptionId: found.providerSubscriptionId }
  }

  /** Cursor at which the last run stopped. */
  let cursor: string | undefined
  let offered: Promise<void> | undefined
  /** Registers the plans once, at the prices of our table. */
  const offer = (): Promise<void> => {
    offered ??= provider
      .offer(paidPlans.map((plan) => ({ plan, name: planTitles[plan], amountMinor: planTable[plan].amountMinor, currency: planTable[plan].currency })))
      .catch((error: unknown) => {
        offered = undefined
        throw error
      })
    return offered
  }

  /** The open checkout of a plan, or a new one. Fails with `subscription.exists` for an organization that already pays. */
  const openOnce = ({ scope, organizationId }: Actor, plan: PaidPlanName): Promise<{ opened: StoredSubscription; others: StoredSubscription[] }> =>
    db.as(scope).transaction(async (tx) => {
      if (!(await holdsOrganization(tx, organizationId))) fail('organization.deleted')
      await credits.lock(tx, organizationId)
      const all = await findSubscriptions(tx, scope, organizationId)
      if (all.some(isLive)) fail('subscription.exists')
      const now = clock.now()
      const pages = all.filter(({ state, createdAt }) => state === 'opened' && createdAt.getTime() > now.getTime() - openForMs)
      const others = pages.filter((each) => each.plan !== plan)
      const known = pages.find((each) => each.plan === plan)
      if (known) return { opened: known, others }
      const opened: StoredSubscription = {
        id: newId(now),
        organizationId,
        provider: provider.name,
        providerSubscriptionId: null,
        customerId: null,
        plan,
        state: 'opened',
        periodEnd: null,
        cancelsAtPeriodEnd: false,
        pastDueSince: null,
        nextPlan: null,
        calledOffAt: null,
        createdAt: now,
      }
      await insertSubscription(tx, opened)
      return { opened, others }
    })

  /** Closes a checkout in favour of another. Fails with `subscription.exists` when it has just been paid. */
  const cancelCheckout = async (page: StoredSubscription): Promise<void> => {
    await provider.closeCheckout(page.id)
    const paid = await refresh(page)
    if (paid && isLive(paid)) fail('subscription.exists')
    if (!paid) await db.as(systemScope).transaction((tx) => saveSubscription(tx, { ...page, state: 'closed' }))
  }

  /** The only open checkout of an organization: two plans cannot be paid for in two tabs. */
  const begin = async (actor: Actor, plan: PaidPlanName): Promise<StoredSubscription> => {
    const { opened, others } = await openOnce(actor, plan)
    for (const each of others) await cancelCheckout(each)
    await offer()
    return opened
  }

  const requirePaid = ({ state }: StoredSubscription): void => {
    if (state === 'past_due') fail('subscription.past_due')
  }

  /** Cancels the renewal of a deleted organization's subscription. */
  const endOfDeleted = async ({ providerSubscriptionId }: StoredSubscription): Promise<void> => {
    if (providerSubscriptionId !== null) await follow(providerSubscriptionId, () => provider.setCancelAtPeriodEnd(providerSubscriptionId, true))
  }

  return {
    get,

    checkout: async (actor: Actor, { plan }: ChoosePlan): Promise<HostedPage> => {
      const customerId = (await find(actor))?.customerId ?? null
      const { id: reference } = await begin(actor, plan)
      const { email, locale } = await buyerOf(actor.userId)
      const pages = { successUrl: `${back}?paid=1`, cancelUrl: back, formUrl: `${back}?choose=${plan}` }
      const page = await provider.openCheckout({ reference, plan, customerId, email, locale, ...pages })
      if (page.url === pages.successUrl) await follow(null, () => provider.findByReference(reference))
      return page
    },

    pay: async (actor: Actor, { plan, card }: PayPlan): Promise<Subscription> => {
      const { id: reference } = await begin(actor, plan)
      const ours = await follow(null, () => provider.subscribe({ reference, plan, paymentMethod: { kind: 'card', card } }), actor)
      if (!ours || !isLive(ours)) fail('subscription.exists')
      return get(actor)
    },

    replaceCard: async (actor: Actor, card: TestCard): Promise<Subscription> => {
      const { providerSubscriptionId } = await findLive(actor)
      await follow(providerSubscriptionId, () => provider.replacePaymentMethod(providerSubscriptionId, { kind: 'card', card }), actor)
      return get(actor)
    },

    cardOnFile: async (actor: Actor): Promise<CardOnFile> => {
      const found = await find(actor)
      return { card: found && isLive(found) && found.providerSubscriptionId !== null ? await provider.cardOf(found.providerSubscriptionId) : null }
    },

    quote: async (actor: Actor, { plan }: ChoosePlan): Promise<PlanQuote> => {
      const found = await find(actor)
      const current = found && isLive(found) ? found : undefined
      const { amountMinor, currency } = planTable[plan]
      const kind = kindOfChange(current?.plan ?? null, plan)
      const now = clock.now()
      const renewsAt = current?.periodEnd ?? monthsAfter(now, 1)
      const terms = { plan, kind, monthly: formatAmount(amountMinor, currency), renewsAt: renewsAt.toISOString() }
      const at = (dueMinor: number, startsAt: Date, creditsNow = 0, quoted = now): PlanQuote => ({
        ...terms,
        currency,
        dueNow: formatAmount(dueMinor, currency),
        startsAt: startsAt.toISOString(),
        creditsNow,
        quotedAt: quoted.toISOString(),
      })
      if (kind === 'begin') return at(amountMinor, now, planTable[plan].monthlyCredits)
      if (kind !== 'upgrade' || !current?.providerSubscriptionId) return at(0, kind === 'downgrade' ? renewsAt : now)
      await offer()
      const due = await provider.quote(current.providerSubscriptionId, plan)
      return at(due.dueMinor, now, await credits.quoteUpgrade(actor, current.plan, plan, due.at), due.at)
    },

    change: async (actor: Actor, { plan, quotedAt: quoted }: ChangePlan): Promise<Subscription> => {
      const live = await findLive(actor)
      const { providerSubscriptionId } = live
      requirePaid(live)
      await offer()
      const kind = kindOfChange(live.plan, plan)
      await follow(
        providerSubscriptionId,
        () =>
          kind === 'upgrade'
            ? provider.changePlan(providerSubscriptionId, plan, quotedAt(quoted, clock.now()))
            : provider.schedulePlan(providerSubscriptionId, kind === 'downgrade' ? plan : null),
        actor,
      )
      return get(actor)
    },

    setCancels: async (actor: Actor, cancels: boolean): Promise<Subscription> => {
      const { providerSubscriptionId } = await findLive(actor)
      await follow(providerSubscriptionId, () => provider.setCancelAtPeriodEnd(providerSubscriptionId, cancels), actor)
      return get(actor)
    },

    portal: async (actor: Actor): Promise<HostedPage> => {
      const customerId = orFail((await find(actor))?.customerId, 'subscription.not_found')
      const { locale } = await buyerOf(actor.userId)
      return provider.openPortal({ customerId, locale, returnUrl: back, formUrl: `${back}?card=1` })
    },

    handleCallback: async (providerSubscriptionId: string): Promise<void> => {
      await follow(providerSubscriptionId, () => provider.find(providerSubscriptionId))
    },

    catchUp: async (): Promise<void> => {
      const now = clock.now()
      const stale = await findStale(db.as(systemScope), now, { openedSince: new Date(now.getTime() - openForMs), behind: cursor, limit: batchSize })
      cursor = stale.length < batchSize ? undefined : stale.at(-1)?.id
      for (const each of stale)
        await refresh(each).catch((err: unknown) => logger.warn({ err, subscriptionId: each.id }, 'the provider could not be asked about a subscription'))
      const renewing = inBatches<StoredSubscription>(batchSize, (last, limit) => findRenewingOfDeleted(db.as(systemScope), { behind: last?.id, limit }))
      for await (const each of renewing)
        await endOfDeleted(each).catch((err: unknown) =>
          logger.warn({ err, subscriptionId: each.id }, 'the plan of a deleted organization could not be ended yet'),
        )
    },
  }
}
