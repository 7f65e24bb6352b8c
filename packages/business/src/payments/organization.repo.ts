import { eq, type Handle, lockRows } from '@pantheon/db'

/**
 * Whether an organization exists and is not deleted. Locks its row until the transaction ends, as deleting it does. Taken
 * before any lock on orders, payments or credit accounts, to avoid deadlocks.
 */
export const holdsOrganization = async (tx: Handle, organizationId: string): Promise<boolean> => {
  const { organizations } = tx.tables
  const query = tx.select({ deletedAt: organizations.deletedAt }).from(organizations).where(eq(organizations.id, organizationId))
  const [organization] = await lockRows(tx, query, 'share')
  return organization !== undefined && organization.deletedAt === null
}
