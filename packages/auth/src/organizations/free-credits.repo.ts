import { and, eq, type Handle, isNull } from '@pantheon/db'

/** Free credits that move to another organization start with its next period; its current one gets none. */
const fromNextPeriod = (at: Date): Date => new Date(at.getTime() + 1)

/** Gives an organization its owner's free credits, from its second period on, unless another organization has them. */
export const claimFreeCredits = async (tx: Handle, organizationId: string, ownerId: string, at: Date): Promise<void> => {
  const { organizations } = tx.tables
  if ((await tx.$count(organizations, eq(organizations.freeCreditsOf, ownerId))) > 0) return
  await tx
    .update(organizations)
    .set({ freeCreditsOf: ownerId, freeCreditsFrom: fromNextPeriod(at) })
    .where(eq(organizations.id, organizationId))
}

/**
 * Moves a user's free credits from an organization they left to the oldest one they own, from its next period on: never twice
 * for one month. A no-op when the credits are not this user's.
 */
export const moveFreeCredits = async (tx: Handle, organizationId: string, userId: string, at: Date): Promise<void> => {
  const { organizations, memberships } = tx.tables
  const left = await tx
    .update(organizations)
    .set({ freeCreditsOf: null, freeCreditsFrom: null })
    .where(and(eq(organizations.id, organizationId), eq(organizations.freeCreditsOf, userId)))
    .returning({ id: organizations.id })
  if (left.length === 0) return
  const [next] = await tx
    .select({ id: organizations.id })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(
      and(
        ...[eq(memberships.userId, userId), eq(memberships.role, 'owner'), isNull(memberships.roleId)],
        ...[isNull(organizations.deletedAt), isNull(organizations.freeCreditsOf)],
      ),
    )
    .orderBy(memberships.createdAt, organizations.id)
    .limit(1)
  if (next) await claimFreeCredits(tx, next.id, userId, at)
}

/** The user whose free credits an organization gets, or null. */
export const freeCreditsOwner = async (tx: Handle, organizationId: string): Promise<string | null> => {
  const { organizations } = tx.tables
  return (await tx.select({ userId: organizations.freeCreditsOf }).from(organizations).where(eq(organizations.id, organizationId)))[0]?.userId ?? null
}
