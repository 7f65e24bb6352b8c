import { and, eq, type Handle, isNotNull, lockRows, lt, type Row } from '@pantheon/db'

export type RefreshRow = Row<'refreshTokens'>

/** The token, locked until the transaction ends, which serializes concurrent uses. */
export const lockRefreshToken = async (tx: Handle, id: string): Promise<RefreshRow | undefined> => {
  const { refreshTokens } = tx.tables
  return (await lockRows(tx, tx.select().from(refreshTokens).where(eq(refreshTokens.id, id))))[0]
}
export const findRefreshToken = async (db: Handle, id: string): Promise<RefreshRow | undefined> =>
  (await db.select().from(db.tables.refreshTokens).where(eq(db.tables.refreshTokens.id, id)))[0]

export const insertRefreshToken = async (db: Handle, row: Handle['tables']['refreshTokens']['$inferInsert']): Promise<void> => {
  await db.insert(db.tables.refreshTokens).values(row)
}
export const updateRefreshToken = async (db: Handle, id: string, change: Partial<RefreshRow>): Promise<void> => {
  await db.update(db.tables.refreshTokens).set(change).where(eq(db.tables.refreshTokens.id, id))
}
/** Deletes tokens that were used before `date`, too old to be presented again. */
export const deleteUsedBefore = async (db: Handle, date: Date): Promise<void> => {
  const { refreshTokens } = db.tables
  await db.delete(refreshTokens).where(and(isNotNull(refreshTokens.usedAt), lt(refreshTokens.usedAt, date)))
}
