import { eq, type Handle, lockRows } from '@pantheon/db'

/**
 * Whether an organization is there and not deleted. Its row stays as it is until the transaction ends: deleting it locks the
 * same row. Taken before any lock on orders, payments or credit accounts, so that nobody waits in a circle.
 */
export const holdsOrganization = async (tx: Handle, organizationId: string): Promise<boolean> => {
  const { organizations } = tx.tables
  const query = tx.select({ deletedAt: organizations.deletedAt }).from(organizations).where(eq(organizations.id, organizationId))
  const [organization] = await lockRows(tx, query, 'share')
  return organization !== undefined && organization.deletedAt === null
}
