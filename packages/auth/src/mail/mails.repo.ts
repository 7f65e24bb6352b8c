import { and, asc, type Db, desc, eq, type Handle, isNotNull, isNull, lt, lte, type Row, sql, type Tx } from '@pantheon/db'

export type MailRow = Row<'mails'>
type NewMail = Handle['tables']['mails']['$inferInsert']

export const insertMail = async (tx: Tx, mail: NewMail): Promise<void> => {
  await tx.insert(tx.tables.mails).values(mail)
}

/**
 * Claims up to `limit` due mails until `leaseUntil`, and counts an attempt for each. Two instances may read the same ones: the
 * first to increment the counter owns the mail.
 */
export const claimDue = async (db: Db, { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number }): Promise<MailRow[]> => {
  const { mails } = db.tables
  const isDue = and(isNull(mails.sentAt), isNull(mails.failedAt), lte(mails.nextTryAt, now))
  const due = await db.select({ id: mails.id, tries: mails.tries }).from(mails).where(isDue).orderBy(asc(mails.nextTryAt)).limit(limit)
  const claimed: MailRow[] = []
  for (const { id, tries } of due) {
    const mine = await db
      .update(mails)
      .set({ nextTryAt: leaseUntil, tries: sql`${mails.tries} + 1` })
      .where(and(eq(mails.id, id), eq(mails.tries, tries), isDue))
      .returning()
    claimed.push(...mine)
  }
  return claimed
}

/** Records the outcome of an attempt. A no-op for an instance that has lost the lease. */
export const endTry = async (db: Db, { id, tries }: MailRow, outcome: Partial<Pick<NewMail, 'sentAt' | 'failedAt' | 'nextTryAt' | 'text' | 'html'>>) => {
  const { mails } = db.tables
  await db
    .update(mails)
    .set(outcome)
    .where(and(eq(mails.id, id), eq(mails.tries, tries)))
}

export const findLatest = (db: Db, limit: number): Promise<MailRow[]> => {
  const { mails } = db.tables
  return db.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(limit)
}

/** Deletes old mails: addresses are kept no longer than needed. */
export const dropOlderThan = async (db: Db, before: Date): Promise<void> => {
  const { mails } = db.tables
  await db.delete(mails).where(and(lt(mails.createdAt, before), isNotNull(mails.sentAt)))
  await db.delete(mails).where(and(lt(mails.createdAt, before), isNotNull(mails.failedAt)))
}
