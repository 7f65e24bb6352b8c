import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, type Logger, mintScope } from '@pantheon/kernel'
import type { Invoices } from '../invoices/invoices.service.ts'
import type { Credits } from './credits.service.ts'
import { besides, currentOf, hear, planOf, type StoredSubscription } from './subscription.ts'
import type { ProviderSubscription, SubscriptionProvider } from './subscriptions.port.ts'
import { findSubscriptions, ownerOf, saveSubscription } from './subscriptions.repo.ts'
import { turnOf } from './turn.ts'

const everywhere = mintScope(null)
const told = ['state', 'plan', 'cancelsAtPeriodEnd', 'nextPlan'] as const

export interface FollowDeps {
  db: Db
  clock: Clock
  logger: Logger
  credits: Credits
  invoices: Pick<Invoices, 'followPlan'>
  provider: SubscriptionProvider
}

/** Follows what the provider has: our books, and with them the credits and the invoices. */
export const createFollow = ({ db, clock, logger, credits, invoices, provider }: FollowDeps) => {
  /** Writes how the provider has it, and gives the credits that go with it. Undefined for one that is not ours. */
  const write = (theirs: ProviderSubscription, actor: Actor | null, isCalledOff = false): Promise<StoredSubscription | undefined> =>
    db.as(everywhere).transaction(async (tx) => {
      const owner = await ownerOf(tx, theirs)
      if (!owner) return undefined
      const { organizationId } = owner
      // Two that begin at once, heard of at two servers, are heard one after another.
      const countedBefore = await credits.lock(tx, organizationId)
      const all = await findSubscriptions(tx, everywhere, organizationId)
      const before = all.find(({ id }) => id === owner.id)
      if (!before) return undefined
      const others = all.filter(({ id }) => id !== before.id)
      const after = besides(before, hear(before, theirs, clock.now(), isCalledOff), others)
      await saveSubscription(tx, after)
      const counts = currentOf(all.map((each) => (each.id === after.id ? after : each)))
      const plan = planOf(counts, clock.now())
      if (counts?.id === after.id)
        await credits.follow(tx, organizationId, { plan, since: theirs.periodStart, until: after.state === 'active' ? after.periodEnd : null })
      const turn = turnOf({ before, after, countedBefore, counts: plan, endedUnpaid: theirs.endedUnpaid })
      const data = { subscriptionId: after.id, plan, turn }
      if (turn !== null || told.some((field) => before[field] !== after[field]))
        tx.emit('subscription.changed', { ...(actor ? by(actor) : { actorId: null }), organizationId, data, before, after })
      return after
    })

  const writeInvoices = async (subscription: StoredSubscription): Promise<void> => {
    const { providerSubscriptionId, organizationId } = subscription
    const bills = providerSubscriptionId === null ? [] : await provider.billsOf(providerSubscriptionId)
    if (bills.length === 0) return
    await db.as(everywhere).transaction(async (tx) => {
      await credits.lock(tx, organizationId)
      await invoices.followPlan(tx, subscription, bills)
    })
  }

  /**
   * The same, and the invoices for what was paid; one that is paid for beside another is ended at the provider, and its
   * money given back. `actor` is who asked for the change, null where the provider told of it.
   */
  const follow = async (theirs: ProviderSubscription, actor: Actor | null = null): Promise<StoredSubscription | undefined> => {
    const written = await write(theirs, actor)
    const after = written?.state === 'surplus' ? await write(await provider.callOff(theirs.providerSubscriptionId), null, true) : written
    if (after)
      await writeInvoices(after).catch((err: unknown) => {
        // A callback that fails comes again. A change that somebody asked for is made; its paper comes with the next callback.
        if (actor === null) throw err
        logger.warn({ err, subscriptionId: after.id }, 'what was paid for a plan could not be billed yet')
      })
    return after
  }

  return {
    follow,
    /** Asks the provider how one of ours stands. */
    look: async ({ id, providerSubscriptionId }: StoredSubscription): Promise<StoredSubscription | undefined> => {
      const theirs = providerSubscriptionId === null ? await provider.findByReference(id) : await provider.find(providerSubscriptionId)
      return theirs ? follow(theirs) : undefined
    },
  }
}
