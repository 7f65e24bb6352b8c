import { and, desc, eq, gte, type Handle, lockRows, lte, olderThan } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { CreditAccount, StoredCreditEntry } from './credit.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.creditAccounts.organizationId, scope.organizationId))

export const findAccount = async (db: Handle, scope: Scope, organizationId: string): Promise<CreditAccount | undefined> => {
  const { creditAccounts } = db.tables
  return (
    await db
      .select()
      .from(creditAccounts)
      .where(and(eq(creditAccounts.organizationId, organizationId), within(db, scope)))
  )[0]
}

/** The account, locked until the transaction ends. */
export const lockAccount = async (tx: Handle, organizationId: string): Promise<CreditAccount | undefined> => {
  const { creditAccounts } = tx.tables
  return (await lockRows(tx, tx.select().from(creditAccounts).where(eq(creditAccounts.organizationId, organizationId))))[0]
}

/** Inserts an account; false when a concurrent transaction did so first. */
export const insertAccount = async (tx: Handle, account: CreditAccount): Promise<boolean> => {
  const { creditAccounts } = tx.tables
  return (await tx.insert(creditAccounts).values(account).onConflictDoNothing().returning({ organizationId: creditAccounts.organizationId })).length > 0
}

export const saveAccount = async (tx: Handle, { organizationId, ...values }: CreditAccount): Promise<void> => {
  await tx.update(tx.tables.creditAccounts).set(values).where(eq(tx.tables.creditAccounts.organizationId, organizationId))
}

export const insertEntries = async (tx: Handle, entries: StoredCreditEntry[]): Promise<void> => {
  await tx.insert(tx.tables.creditEntries).values(entries)
}

export const entriesOfJob = async (tx: Handle, jobId: string): Promise<StoredCreditEntry[]> =>
  tx.select().from(tx.tables.creditEntries).where(eq(tx.tables.creditEntries.jobId, jobId))

/** Ledger entries of an organization, newest first. */
export const listEntries = (db: Handle, organizationId: string, { after, limit }: SortedWindow): Promise<StoredCreditEntry[]> => {
  const { creditEntries } = db.tables
  return db
    .select()
    .from(creditEntries)
    .where(and(eq(creditEntries.organizationId, organizationId), olderThan(creditEntries, after)))
    .orderBy(desc(creditEntries.createdAt), desc(creditEntries.id))
    .limit(limit)
}

/** Times at which an organization spent credits since then, one per credit. */
export const listSpent = async (db: Handle, organizationId: string, since: Date): Promise<Date[]> => {
  const { creditEntries } = db.tables
  const rows = await db
    .select({ createdAt: creditEntries.createdAt })
    .from(creditEntries)
    .where(and(eq(creditEntries.organizationId, organizationId), eq(creditEntries.kind, 'settle'), gte(creditEntries.createdAt, since)))
  return rows.map(({ createdAt }) => createdAt)
}

/** Organizations whose period ended by `at`, at most `limit` of them. */
export const findDue = async (db: Handle, at: Date, limit: number): Promise<string[]> => {
  const { creditAccounts } = db.tables
  const rows = await db
    .select({ organizationId: creditAccounts.organizationId })
    .from(creditAccounts)
    .where(lte(creditAccounts.periodEnd, at))
    .orderBy(creditAccounts.periodEnd)
    .limit(limit)
  return rows.map(({ organizationId }) => organizationId)
}
