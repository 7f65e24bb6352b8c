import { and, asc, behind, eq, gt, type Handle, inArray, lockRows, type Row } from '@pantheon/db'
import type { Scope, SortedWindow, SortKey } from '@pantheon/kernel'
import type { Away } from './approval.ts'

export type StoredAbsence = Row<'absences'>

/** An absence, and whether its deputy is an operator, who may deputize in every organization. */
export interface KnownAway extends Away {
  organizationId: string
  isPlatformOperator: boolean
}

/** Absences of the users that are not over, in any organization the reader may see. */
export const findAway = async (db: Handle, userIds: readonly string[], at: Date): Promise<KnownAway[]> => {
  const people = [...new Set(userIds)]
  if (people.length === 0) return []
  const { absences: a, users } = db.tables
  const rows = await db
    .select({ userId: a.userId, deputyId: a.deputyId, fromAt: a.fromAt, toAt: a.toAt, organizationId: a.organizationId, role: users.role })
    .from(a)
    .innerJoin(users, eq(users.id, a.deputyId))
    .where(and(inArray(a.userId, people), gt(a.toAt, at)))
    .orderBy(asc(a.createdAt), asc(a.id))
  return rows.map(({ role, ...away }) => ({ ...away, isPlatformOperator: role === 'admin' }))
}

/** Sorted by start, earliest first. */
export const absenceSortKey: SortKey<StoredAbsence> = { parts: ['moment', 'id'], positionOf: ({ fromAt, id }) => [fromAt.getTime(), id] }

/** Current and future absences in an organization. */
export const listAbsences = (db: Handle, organizationId: string, at: Date, { after, limit }: SortedWindow): Promise<StoredAbsence[]> => {
  const { absences } = db.tables
  const isBehind = behind({ columns: [absences.fromAt, absences.id], isDescending: false }, after)
  return db
    .select()
    .from(absences)
    .where(and(eq(absences.organizationId, organizationId), gt(absences.toAt, at), isBehind))
    .orderBy(asc(absences.fromAt), asc(absences.id))
    .limit(limit)
}

/** Number of a user's absences in an organization that are not over. Locks the user's row, so that concurrent creations are serialized. */
export const countAhead = async (tx: Handle, { userId, organizationId }: Pick<StoredAbsence, 'userId' | 'organizationId'>, at: Date): Promise<number> => {
  const { absences: a, users } = tx.tables
  await lockRows(tx, tx.select({ id: users.id }).from(users).where(eq(users.id, userId)))
  return tx.$count(a, and(eq(a.userId, userId), eq(a.organizationId, organizationId), gt(a.toAt, at)))
}

export const insertAbsence = async (tx: Handle, absence: StoredAbsence): Promise<void> => {
  await tx.insert(tx.tables.absences).values(absence)
}

export const findAbsence = async (db: Handle, scope: Scope, id: string): Promise<StoredAbsence | undefined> => {
  const { absences } = db.tables
  const own = scope.organizationId === null ? undefined : eq(absences.organizationId, scope.organizationId)
  return (
    await db
      .select()
      .from(absences)
      .where(and(eq(absences.id, id), own))
  )[0]
}

export const deleteAbsence = async (tx: Handle, { id }: StoredAbsence): Promise<void> => {
  await tx.delete(tx.tables.absences).where(eq(tx.tables.absences.id, id))
}
