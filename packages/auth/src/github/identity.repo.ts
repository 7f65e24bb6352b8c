import { and, eq, type Handle, type Row } from '@pantheon/db'

export const findIdentity = async (db: Handle, subject: string): Promise<Row<'identities'> | undefined> => {
  const { identities } = db.tables
  return (
    await db
      .select()
      .from(identities)
      .where(and(eq(identities.provider, 'github'), eq(identities.subject, subject)))
  )[0]
}
export const findGithubOf = async (db: Handle, userId: string): Promise<Row<'identities'> | undefined> => {
  const { identities } = db.tables
  return (
    await db
      .select()
      .from(identities)
      .where(and(eq(identities.provider, 'github'), eq(identities.userId, userId)))
  )[0]
}
export const insertIdentity = async (tx: Handle, row: Omit<Row<'identities'>, 'provider'>): Promise<void> => {
  await tx.insert(tx.tables.identities).values({ ...row, provider: 'github' })
}
export const deleteGithubOf = async (tx: Handle, userId: string): Promise<boolean> => {
  const { identities } = tx.tables
  return (
    (
      await tx
        .delete(identities)
        .where(and(eq(identities.provider, 'github'), eq(identities.userId, userId)))
        .returning({ id: identities.id })
    ).length > 0
  )
}
