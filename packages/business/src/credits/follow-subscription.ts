import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, mintScope } from '@pantheon/kernel'
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
  credits: Credits
  provider: SubscriptionProvider
}

/** Follows what the provider has: our books, and the credits with them. */
export const createFollow = ({ db, clock, credits, provider }: FollowDeps) => {
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

  /**
   * The same; one that is paid for beside another is ended at the provider, and its money given back. `actor` is who asked
   * for the change, null where the provider told of it.
   */
  const follow = async (theirs: ProviderSubscription, actor: Actor | null = null): Promise<StoredSubscription | undefined> => {
    const after = await write(theirs, actor)
    return after?.state === 'surplus' ? write(await provider.callOff(theirs.providerSubscriptionId), null, true) : after
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
