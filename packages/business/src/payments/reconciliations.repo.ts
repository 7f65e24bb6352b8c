import { desc, type Handle, type Row } from '@pantheon/db'

export type StoredReconciliation = Row<'reconciliations'>

export const insertReconciliation = async (db: Handle, reconciliation: StoredReconciliation): Promise<void> => {
  await db.insert(db.tables.reconciliations).values(reconciliation)
}

/** Reconciliations, newest first. */
export const listReconciliations = (db: Handle, limit: number): Promise<StoredReconciliation[]> => {
  const { reconciliations } = db.tables
  return db.select().from(reconciliations).orderBy(desc(reconciliations.startedAt), desc(reconciliations.id)).limit(limit)
}

/** When the last reconciliation started. */
export const lastReconciledAt = async (db: Handle): Promise<Date | undefined> => (await listReconciliations(db, 1))[0]?.startedAt
