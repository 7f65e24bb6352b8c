import type { FilteredList } from '@pantheon/contract'
import { and, asc, eq, type Handle, lockRows } from '@pantheon/db'
import { alphabetical } from '@pantheon/kernel'
import type { StoredFilter } from './saved-filter.ts'

/** The owner of filters: a user in one organization. */
export interface FilterOwner {
  userId: string
  organizationId: string
}

const ownedBy = ({ tables: { savedFilters } }: Handle, { userId, organizationId }: FilterOwner) =>
  and(eq(savedFilters.userId, userId), eq(savedFilters.organizationId, organizationId))

/** The owner's filters of a list, by name. */
export const listFilters = async (db: Handle, owner: FilterOwner, list: FilteredList): Promise<StoredFilter[]> => {
  const { savedFilters } = db.tables
  const filters = await db
    .select()
    .from(savedFilters)
    .where(and(ownedBy(db, owner), eq(savedFilters.list, list)))
    .orderBy(asc(savedFilters.id))
  return alphabetical(filters, ({ name }) => name)
}

export const lockFilter = async (tx: Handle, owner: FilterOwner, id: string): Promise<StoredFilter | undefined> => {
  const { savedFilters } = tx.tables
  return (
    await lockRows(
      tx,
      tx
        .select()
        .from(savedFilters)
        .where(and(ownedBy(tx, owner), eq(savedFilters.id, id))),
    )
  )[0]
}

/** Locks the user's row until the transaction ends, so that concurrent saves cannot exceed the limit. */
export const lockOwner = async (tx: Handle, { userId }: FilterOwner): Promise<void> => {
  const { users } = tx.tables
  await lockRows(tx, tx.select({ id: users.id }).from(users).where(eq(users.id, userId)))
}

export const insertFilter = async (tx: Handle, filter: StoredFilter): Promise<void> => {
  await tx.insert(tx.tables.savedFilters).values(filter)
}

export const saveFilter = async (tx: Handle, { id, name, rules, version, updatedAt }: StoredFilter): Promise<void> => {
  const { savedFilters } = tx.tables
  await tx.update(savedFilters).set({ name, rules, version, updatedAt }).where(eq(savedFilters.id, id))
}

export const deleteFilter = async (tx: Handle, id: string): Promise<void> => {
  await tx.delete(tx.tables.savedFilters).where(eq(tx.tables.savedFilters.id, id))
}
