import type { ChoosePlan, Locale, Subscription } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, fail, type Logger, mintScope, newId, orFail } from '@pantheon/kernel'
import type { HostedPage } from '../payments/payments.port.ts'
import type { Credits } from './credits.service.ts'
import { planTable } from './plans.ts'
import { hear, isLive, openForMs, planOf, type StoredSubscription, toSubscription } from './subscription.ts'
import { type ProviderSubscription, paidPlans, type SubscriptionProvider } from './subscriptions.port.ts'
import { findOpened, findStale, findSubscription, insertSubscription, lockSubscription, saveSubscription } from './subscriptions.repo.ts'

const everywhere = mintScope(null)
const names = { basic: 'Pantheon Basic', pro: 'Pantheon Pro' } as const

export interface SubscriptionsDeps {
  db: Db
  clock: Clock
  logger: Logger
  provider: SubscriptionProvider
  credits: Credits
  /** True when no money moves. */
  isTest: boolean
  publicUrl: string
  buyerOf: (userId: string) => Promise<{ email: string; locale: Locale }>
}

/** Paying for a plan every month. The provider decides what is paid; we follow, and the credits with us. */
export const createSubscriptions = ({ db, clock, logger, provider, credits, isTest, publicUrl, buyerOf }: SubscriptionsDeps) => {
  const back = `${publicUrl}/plan`
  const show = (subscription: StoredSubscription | undefined): Subscription =>
    toSubscription(subscription, { provider: provider.name, isTest, at: clock.now() })
  const find = ({ scope, organizationId }: Actor) => findSubscription(db.as(scope), scope, organizationId)
  const findLive = async (actor: Actor): Promise<StoredSubscription & { providerSubscriptionId: string }> => {
    const found = await find(actor)
    if (!found || !isLive(found) || found.providerSubscriptionId === null) return fail('subscription.not_found')
    return { ...found, providerSubscriptionId: found.providerSubscriptionId }
  }

  let offered: Promise<void> | undefined
  /** The plans are made known once, at the prices of our table. */
  const offer = (): Promise<void> => {
    offered ??= provider
      .offer(paidPlans.map((plan) => ({ plan, name: names[plan], amountMinor: planTable[plan].amountMinor, currency: planTable[plan].currency })))
      .catch((error: unknown) => {
        offered = undefined
        throw error
      })
    return offered
  }

  /** Writes how the provider has it, and gives the credits that go with it. Undefined for one that is not ours. */
  const follow = (theirs: ProviderSubscription): Promise<StoredSubscription | undefined> =>
    db.as(everywhere).transaction(async (tx) => {
      const before = await lockSubscription(tx, theirs)
      if (!before) return undefined
      const after = hear(before, theirs, clock.now())
      await saveSubscription(tx, after)
      const { organizationId } = after
      // Another one may have taken its place since.
      const counts = await findSubscription(tx, everywhere, organizationId)
      if (counts && counts.id !== after.id) return after
      const plan = planOf(after, clock.now())
      await credits.follow(tx, organizationId, { plan, since: theirs.periodStart, until: after.state === 'active' ? after.periodEnd : null })
      if (before.state !== after.state || before.plan !== after.plan || before.cancelsAtPeriodEnd !== after.cancelsAtPeriodEnd)
        tx.emit('subscription.changed', { organizationId, actorId: null, data: { subscriptionId: after.id, plan }, before, after })
      return after
    })
  const look = async ({ id, providerSubscriptionId }: StoredSubscription): Promise<void> => {
    const theirs = providerSubscriptionId === null ? await provider.findByReference(id) : await provider.find(providerSubscriptionId)
    if (theirs) await follow(theirs)
  }

  const openOnce = (actor: Actor, plan: ChoosePlan['plan']): Promise<StoredSubscription> =>
    db.as(actor.scope).transaction(async (tx) => {
      const { organizationId } = actor
      const now = clock.now()
      const opened = await findOpened(tx, organizationId, plan, new Date(now.getTime() - openForMs))
      if (opened) return opened
      const subscription: StoredSubscription = {
        ...{ id: newId(), organizationId, provider: provider.name, providerSubscriptionId: null, customerId: null, plan, state: 'opened' },
        ...{ periodEnd: null, cancelsAtPeriodEnd: false, pastDueSince: null, createdAt: now },
      }
      await insertSubscription(tx, subscription)
      return subscription
    })

  return {
    get: async (actor: Actor): Promise<Subscription> => show(await find(actor)),

    /** A page to begin paying for a plan on. Fails with `subscription.exists` for who pays already: they change it. */
    checkout: async (actor: Actor, { plan }: ChoosePlan): Promise<HostedPage> => {
      const known = await find(actor)
      if (known && isLive(known)) fail('subscription.exists')
      const { id: reference } = await openOnce(actor, plan)
      await offer()
      const { email, locale } = await buyerOf(actor.userId)
      const successUrl = `${back}?paid=1`
      const page = await provider.openCheckout({ reference, plan, customerId: known?.customerId ?? null, email, locale, successUrl, cancelUrl: back })
      const paid = page.url === successUrl ? await provider.findByReference(reference) : null
      if (paid) await follow(paid)
      return page
    },

    /** Another plan from now on: more is charged at once, less is credited on the next bills. */
    change: async (actor: Actor, { plan }: ChoosePlan): Promise<Subscription> => {
      const { providerSubscriptionId } = await findLive(actor)
      await offer()
      return show(await follow(await provider.changePlan(providerSubscriptionId, plan)))
    },

    /** Lets it end with the period, or takes that back. */
    setCancels: async (actor: Actor, cancels: boolean): Promise<Subscription> => {
      const { providerSubscriptionId } = await findLive(actor)
      return show(await follow(await provider.setCancelAtPeriodEnd(providerSubscriptionId, cancels)))
    },

    /** The provider's page for cards and bills. */
    portal: async (actor: Actor): Promise<HostedPage> => {
      const customerId = orFail((await find(actor))?.customerId, 'subscription.not_found')
      const { locale } = await buyerOf(actor.userId)
      return provider.openPortal({ customerId, locale, returnUrl: back })
    },

    /** A callback told of a subscription: how it stands is asked, not believed. */
    heard: async (providerSubscriptionId: string): Promise<void> => {
      const theirs = await provider.find(providerSubscriptionId)
      if (theirs) await follow(theirs)
    },

    /** Asks about everything that may have moved while no callback came. */
    catchUp: async (): Promise<void> => {
      const now = clock.now()
      for (const each of await findStale(db.as(everywhere), now, new Date(now.getTime() - openForMs)))
        await look(each).catch((err: unknown) => logger.warn({ err, subscriptionId: each.id }, 'the provider could not be asked about a subscription'))
    },
  }
}
export type Subscriptions = ReturnType<typeof createSubscriptions>
