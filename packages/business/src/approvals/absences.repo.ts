import { and, asc, eq, gt, type Handle, inArray } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { Away } from './approval.ts'

export interface StoredAbsence extends Away {
  id: string
  organizationId: string
  createdAt: Date
}

/** An absence, and whether its deputy is an operator, who stands in everywhere. */
export interface KnownAway extends Away {
  organizationId: string
  isEverywhere: boolean
}

/** Absences of the people that are not over, in whatever organization the reader may see. */
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
  return rows.map(({ role, ...away }) => ({ ...away, isEverywhere: role === 'admin' }))
}

/** Who is, or will be, away in an organization. */
export const listAbsences = (db: Handle, organizationId: string, at: Date): Promise<StoredAbsence[]> => {
  const { absences } = db.tables
  return db
    .select()
    .from(absences)
    .where(and(eq(absences.organizationId, organizationId), gt(absences.toAt, at)))
    .orderBy(asc(absences.fromAt), asc(absences.id))
    .limit(500)
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
