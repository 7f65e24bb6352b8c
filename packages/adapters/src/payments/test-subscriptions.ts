import { type PaidPlan, type ProviderSubscription, periodAt, type SubscriptionProvider } from '@pantheon/business'
import { type Db, eq, type Handle, lockRows } from '@pantheon/db'
import { type Clock, fail, newId, orFail } from '@pantheon/kernel'

type TestSubscription = Db['tables']['testSubscriptions']['$inferSelect']

/**
 * The embedded provider of subscriptions: no money moves, so the page to pay on is passed at once, and every renewal is
 * paid. It keeps its own books; what period runs, and whether one has ended, follows from the time alone.
 */
export const createTestSubscriptions = ({ db, clock }: { db: Db; clock: Clock }): SubscriptionProvider => {
  const { testSubscriptions } = db.tables
  const findBy = async (handle: Handle, by: { id: string } | { reference: string }): Promise<TestSubscription | undefined> => {
    const rule = 'id' in by ? eq(testSubscriptions.id, by.id) : eq(testSubscriptions.reference, by.reference)
    return (await lockRows(handle, handle.select().from(testSubscriptions).where(rule)))[0]
  }
  const hasEnded = ({ endsAt }: TestSubscription): boolean => endsAt !== null && endsAt <= clock.now()
  const toTheirs = (subscription: TestSubscription): ProviderSubscription => {
    const { id, reference, plan, startedAt, endsAt } = subscription
    const isOver = hasEnded(subscription)
    const { start, end } = periodAt(startedAt, isOver && endsAt ? new Date(endsAt.getTime() - 1) : clock.now())
    return {
      ...{ reference, providerSubscriptionId: id, customerId: `test_${reference}`, plan, state: isOver ? 'ended' : 'active' },
      ...{ periodStart: start, periodEnd: end, cancelsAtPeriodEnd: endsAt !== null, endedAt: isOver ? endsAt : null, createdAt: startedAt },
    }
  }
  const find = async (by: Parameters<typeof findBy>[1]): Promise<ProviderSubscription | null> => {
    const found = await findBy(db, by)
    return found ? toTheirs(found) : null
  }
  const change = (id: string, to: (current: TestSubscription) => Partial<TestSubscription>): Promise<ProviderSubscription> =>
    db.transaction(async (tx) => {
      const current = orFail(await findBy(tx, { id }), 'subscription.not_found')
      if (hasEnded(current)) fail('subscription.ended')
      const values = to(current)
      await tx.update(testSubscriptions).set(values).where(eq(testSubscriptions.id, id))
      return toTheirs({ ...current, ...values })
    })

  return {
    name: 'test',
    offer: async () => undefined,
    openCheckout: async ({ reference, plan, successUrl }) => {
      await db
        .insert(testSubscriptions)
        .values({ id: `test_${newId()}`, reference, plan, startedAt: clock.now(), endsAt: null })
        .onConflictDoNothing({ target: testSubscriptions.reference })
      return { url: successUrl }
    },
    // There are no cards and no bills to look after: the page it came from says all there is.
    openPortal: async ({ returnUrl }) => ({ url: returnUrl }),
    find: (id) => find({ id }),
    findByReference: (reference) => find({ reference }),
    changePlan: (id, plan: PaidPlan) => change(id, () => ({ plan })),
    setCancelAtPeriodEnd: (id, cancels) => change(id, ({ startedAt }) => ({ endsAt: cancels ? periodAt(startedAt, clock.now()).end : null })),
  }
}
