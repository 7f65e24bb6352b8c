import { and, desc, eq, gt, type Handle, inArray, isNotNull, lte, or } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { StoredSubscription } from './subscription.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.subscriptions.organizationId, scope.organizationId))

/** All subscriptions of an organization, newest first, because the current one may be the oldest. Bounded: at most one checkout per plan and day. */
export const findSubscriptions = async (db: Handle, scope: Scope, organizationId: string): Promise<StoredSubscription[]> => {
  const { subscriptions } = db.tables
  return db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.organizationId, organizationId), within(db, scope)))
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id))
}

/** The organization of a subscription, by our reference or by the provider's id. */
export const ownerOf = async (
  db: Handle,
  { reference, providerSubscriptionId }: { reference: string | null; providerSubscriptionId: string },
): Promise<{ id: string; organizationId: string } | undefined> => {
  const { subscriptions } = db.tables
  const rule = or(reference === null ? undefined : eq(subscriptions.id, reference), eq(subscriptions.providerSubscriptionId, providerSubscriptionId))
  return (await db.select({ id: subscriptions.id, organizationId: subscriptions.organizationId }).from(subscriptions).where(rule))[0]
}

/** Our subscription with a provider's id; undefined while it is not linked to one. */
export const findFollowed = async (db: Handle, providerSubscriptionId: string): Promise<StoredSubscription | undefined> => {
  const { subscriptions } = db.tables
  return (await db.select().from(subscriptions).where(eq(subscriptions.providerSubscriptionId, providerSubscriptionId)))[0]
}

export const insertSubscription = async (tx: Handle, subscription: StoredSubscription): Promise<void> => {
  await tx.insert(tx.tables.subscriptions).values(subscription)
}

export const saveSubscription = async (tx: Handle, { id, organizationId: _, ...values }: StoredSubscription): Promise<void> => {
  await tx.update(tx.tables.subscriptions).set(values).where(eq(tx.tables.subscriptions.id, id))
}

/** Subscriptions to sync from the provider: expired periods, unpaid renewals, surplus ones, and recently opened checkouts. Ordered by id. */
export const findStale = async (
  db: Handle,
  at: Date,
  { openedSince, behind, limit }: { openedSince: Date; behind: string | undefined; limit: number },
): Promise<StoredSubscription[]> => {
  const { subscriptions } = db.tables
  const isOver = and(inArray(subscriptions.state, ['active', 'incomplete']), lte(subscriptions.periodEnd, at))
  const isOpen = and(eq(subscriptions.state, 'opened'), gt(subscriptions.createdAt, openedSince))
  return db
    .select()
    .from(subscriptions)
    .where(and(behind === undefined ? undefined : gt(subscriptions.id, behind), or(isOver, isOpen, inArray(subscriptions.state, ['past_due', 'surplus']))))
    .orderBy(subscriptions.id)
    .limit(limit)
}

/** Subscriptions that would renew although their organization was deleted, ordered by id: at most `limit` after `behind`. */
export const findRenewingOfDeleted = async (db: Handle, { behind, limit }: { behind: string | undefined; limit: number }): Promise<StoredSubscription[]> => {
  const { subscriptions, organizations } = db.tables
  const isRenewed = and(inArray(subscriptions.state, ['active', 'past_due']), eq(subscriptions.cancelsAtPeriodEnd, false))
  const rows = await db
    .select({ subscription: subscriptions })
    .from(subscriptions)
    .innerJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .where(and(isRenewed, isNotNull(organizations.deletedAt), behind === undefined ? undefined : gt(subscriptions.id, behind)))
    .orderBy(subscriptions.id)
    .limit(limit)
  return rows.map(({ subscription }) => subscription)
}
