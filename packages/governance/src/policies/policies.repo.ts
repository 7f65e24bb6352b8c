import type { ApprovalResource } from '@pantheon/contract'
import { and, asc, eq, type Handle, isNull, lockRows, or, sql, statement } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { StoredPolicy } from './policy.ts'

/** Read for every order that is placed. */
const active = statement<{ subject: ApprovalResource; organizationId: string }>()('approvalPolicies.active', ({ select, tables: { approvalPolicies: p } }) =>
  select()
    .from(p)
    .where(
      and(
        eq(p.subject, sql.placeholder('subject')),
        eq(p.isActive, true),
        or(isNull(p.organizationId), eq(p.organizationId, sql.placeholder('organizationId'))),
      ),
    ),
)

/** Active rules that apply in an organization: its own, and the platform's. */
export const findActivePolicies = (db: Handle, organizationId: string, subject: ApprovalResource): Promise<StoredPolicy[]> =>
  db.run(active, { subject, organizationId })

/** The rules of an organization and of the platform. */
export const listPolicies = (db: Handle, organizationId: string): Promise<StoredPolicy[]> => {
  const { approvalPolicies: p } = db.tables
  return db
    .select()
    .from(p)
    .where(or(isNull(p.organizationId), eq(p.organizationId, organizationId)))
    .orderBy(asc(p.subject), asc(p.createdAt), asc(p.id))
}

/** Number of rules of an organization, or of the platform. Locks the organization, or the platform's rules, so that concurrent creations are serialized. */
export const countPolicies = async (tx: Handle, organizationId: string | null): Promise<number> => {
  const { approvalPolicies: p, organizations } = tx.tables
  if (organizationId === null) {
    await lockRows(tx, tx.select({ id: p.id }).from(p).where(isNull(p.organizationId)).orderBy(p.id))
    return tx.$count(p, isNull(p.organizationId))
  }
  await lockRows(tx, tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, organizationId)))
  return tx.$count(p, eq(p.organizationId, organizationId))
}

const within = (db: Handle, { organizationId }: Scope) => {
  const { approvalPolicies: p } = db.tables
  return organizationId === null ? undefined : or(isNull(p.organizationId), eq(p.organizationId, organizationId))
}

export const findPolicy = async (db: Handle, scope: Scope, id: string): Promise<StoredPolicy | undefined> => {
  const { approvalPolicies: p } = db.tables
  return (
    await db
      .select()
      .from(p)
      .where(and(eq(p.id, id), within(db, scope)))
  )[0]
}

/** The rule, locked until the transaction ends. */
export const lockPolicy = async (tx: Handle, scope: Scope, id: string): Promise<StoredPolicy | undefined> => {
  const { approvalPolicies: p } = tx.tables
  const query = tx
    .select()
    .from(p)
    .where(and(eq(p.id, id), within(tx, scope)))
  return (await lockRows(tx, query))[0]
}

export const insertPolicy = async (tx: Handle, policy: StoredPolicy): Promise<void> => {
  await tx.insert(tx.tables.approvalPolicies).values(policy)
}

export const savePolicy = async (tx: Handle, scope: Scope, policy: StoredPolicy): Promise<void> => {
  const { approvalPolicies: p } = tx.tables
  await tx
    .update(p)
    .set(policy)
    .where(and(eq(p.id, policy.id), within(tx, scope)))
}

export const deletePolicy = async (tx: Handle, scope: Scope, id: string): Promise<void> => {
  const { approvalPolicies: p } = tx.tables
  await tx.delete(p).where(and(eq(p.id, id), within(tx, scope)))
}
