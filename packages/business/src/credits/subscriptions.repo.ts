import { and, desc, eq, gt, type Handle, inArray, lockRows, lte, ne, or } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { StoredSubscription } from './subscription.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.subscriptions.organizationId, scope.organizationId))

/** What an organization pays for, or last paid for; else the page it opened last. */
export const findSubscription = async (db: Handle, scope: Scope, organizationId: string): Promise<StoredSubscription | undefined> => {
  const { subscriptions } = db.tables
  const rows = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.organizationId, organizationId), within(db, scope)))
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id))
    .limit(50)
  return rows.find(({ state }) => state === 'active' || state === 'past_due') ?? rows.find(({ state }) => state === 'ended') ?? rows[0]
}

/** A page for this plan that was opened since, and that nobody has paid on. */
export const findOpened = async (
  db: Handle,
  organizationId: string,
  plan: StoredSubscription['plan'],
  since: Date,
): Promise<StoredSubscription | undefined> => {
  const { subscriptions } = db.tables
  const rules = [
    eq(subscriptions.organizationId, organizationId),
    eq(subscriptions.plan, plan),
    eq(subscriptions.state, 'opened'),
    gt(subscriptions.createdAt, since),
  ]
  return (
    await db
      .select()
      .from(subscriptions)
      .where(and(...rules))
  )[0]
}

export const insertSubscription = async (tx: Handle, subscription: StoredSubscription): Promise<void> => {
  await tx.insert(tx.tables.subscriptions).values(subscription)
}

/** Ours by our reference, or by the provider's id; locked until the transaction ends. */
export const lockSubscription = async (
  tx: Handle,
  { reference, providerSubscriptionId }: { reference: string | null; providerSubscriptionId: string },
): Promise<StoredSubscription | undefined> => {
  const { subscriptions } = tx.tables
  const rule = or(reference === null ? undefined : eq(subscriptions.id, reference), eq(subscriptions.providerSubscriptionId, providerSubscriptionId))
  return (await lockRows(tx, tx.select().from(subscriptions).where(rule)))[0]
}

export const saveSubscription = async (tx: Handle, { id, organizationId: _, ...values }: StoredSubscription): Promise<void> => {
  await tx.update(tx.tables.subscriptions).set(values).where(eq(tx.tables.subscriptions.id, id))
}

/** What is worth asking the provider about: periods that are over, renewals that are not paid, pages opened since. */
export const findStale = async (db: Handle, at: Date, openedSince: Date): Promise<StoredSubscription[]> => {
  const { subscriptions } = db.tables
  const isOver = and(inArray(subscriptions.state, ['active', 'incomplete']), lte(subscriptions.periodEnd, at))
  const isOpen = and(eq(subscriptions.state, 'opened'), gt(subscriptions.createdAt, openedSince))
  return db
    .select()
    .from(subscriptions)
    .where(and(ne(subscriptions.state, 'ended'), or(isOver, isOpen, eq(subscriptions.state, 'past_due'))))
    .orderBy(subscriptions.createdAt)
    .limit(200)
}
