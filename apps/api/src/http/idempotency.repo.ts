import { and, type Db, eq, type Handle, isNull, lte, sql, type Tx } from '@pantheon/db'
import { type Actor, systemScope } from '@pantheon/kernel'
import type { Claim, Outcome } from './idempotency-key.ts'

type Held = Pick<Claim, 'id' | 'holder'>

const isHeld = ({ tables: { idempotencyClaims } }: Handle, { id, holder }: Held) => and(eq(idempotencyClaims.id, id), eq(idempotencyClaims.holder, holder))

/** False when there is one already: of ten at once, one is first. */
export const insertClaim = async (db: Handle, claim: Claim): Promise<boolean> => {
  const { idempotencyClaims } = db.tables
  return (await db.insert(idempotencyClaims).values(claim).onConflictDoNothing().returning({ id: idempotencyClaims.id })).length > 0
}

export const findClaim = async (db: Handle, id: string): Promise<Claim | undefined> => {
  const { idempotencyClaims } = db.tables
  return (await db.select().from(idempotencyClaims).where(eq(idempotencyClaims.id, id)))[0]
}

/** Changes a claim that is still held by who thinks so; as it is then, or undefined. */
export const changeClaim = async (db: Handle, held: Held, change: Partial<Omit<Claim, 'id'>>): Promise<Claim | undefined> =>
  (await db.update(db.tables.idempotencyClaims).set(change).where(isHeld(db, held)).returning())[0]

/** Says on a claim that its work is done, with the work. The first thing it was about is the one it is about. False when somebody else holds it. */
export const signClaim = async (tx: Tx, held: Held, { at, resourceId }: { at: Date; resourceId: string | null }): Promise<boolean> => {
  const { idempotencyClaims } = tx.tables
  const first = sql`coalesce(${idempotencyClaims.resourceId}, ${resourceId})`
  return (
    (await tx.update(idempotencyClaims).set({ workedAt: at, resourceId: first }).where(isHeld(tx, held)).returning({ id: idempotencyClaims.id })).length > 0
  )
}

/** Drops a claim under which nothing was done. False when something was, or somebody else holds it. */
export const dropIdleClaim = async (db: Handle, held: Held): Promise<boolean> => {
  const { idempotencyClaims } = db.tables
  const isIdle = and(isHeld(db, held), isNull(idempotencyClaims.workedAt))
  return (await db.delete(idempotencyClaims).where(isIdle).returning({ id: idempotencyClaims.id })).length > 0
}

export const insertAnswer = async (tx: Tx, { organizationId }: Actor, { id, createdAt }: Claim, outcome: Outcome): Promise<void> => {
  await tx
    .insert(tx.tables.idempotencyAnswers)
    .values({ id, organizationId, outcome: JSON.stringify(outcome), createdAt })
    .onConflictDoNothing()
}

export const findAnswer = async (db: Db, { scope, organizationId }: Actor, id: string): Promise<Outcome | undefined> => {
  const { idempotencyAnswers } = db.tables
  const [row] = await db
    .as(scope)
    .select({ outcome: idempotencyAnswers.outcome })
    .from(idempotencyAnswers)
    .where(and(eq(idempotencyAnswers.id, id), eq(idempotencyAnswers.organizationId, organizationId)))
  return row && (JSON.parse(row.outcome) as Outcome)
}

/** Drops what was begun at or before `until`, of one claim or of all. Answers first: a claim that is made anew must not find an old one. */
export const dropOver = async (db: Db, until: Date, id?: string): Promise<void> => {
  const { idempotencyAnswers, idempotencyClaims } = db.tables
  const everyone = db.as(systemScope)
  for (const table of [idempotencyAnswers, idempotencyClaims] as const)
    await everyone.delete(table).where(and(lte(table.createdAt, until), id === undefined ? undefined : eq(table.id, id)))
}
