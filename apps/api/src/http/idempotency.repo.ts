import { and, type Db, eq, type Handle, isNull, lte, sql, type Tx } from '@pantheon/db'
import { type Actor, systemScope } from '@pantheon/kernel'
import type { Claim, Outcome } from './idempotency-key.ts'

type Held = Pick<Claim, 'id' | 'holder'>

const isHeld = ({ tables: { idempotencyClaims } }: Handle, { id, holder }: Held) => and(eq(idempotencyClaims.id, id), eq(idempotencyClaims.holder, holder))

/** Inserts a claim. False when it exists already; of concurrent inserts exactly one succeeds. */
export const insertClaim = async (db: Handle, claim: Claim): Promise<boolean> => {
  const { idempotencyClaims } = db.tables
  return (await db.insert(idempotencyClaims).values(claim).onConflictDoNothing().returning({ id: idempotencyClaims.id })).length > 0
}

export const findClaim = async (db: Handle, id: string): Promise<Claim | undefined> => {
  const { idempotencyClaims } = db.tables
  return (await db.select().from(idempotencyClaims).where(eq(idempotencyClaims.id, id)))[0]
}

/** Updates a claim if this holder still has it. The updated claim, or undefined. */
export const changeClaim = async (db: Handle, held: Held, change: Partial<Omit<Claim, 'id'>>): Promise<Claim | undefined> =>
  (await db.update(db.tables.idempotencyClaims).set(change).where(isHeld(db, held)).returning())[0]

/** Marks the work of a claim as done, in the transaction of the work. The first resource id is kept. False when another attempt holds the claim. */
export const signClaim = async (tx: Tx, held: Held, { at, resourceId }: { at: Date; resourceId: string | null }): Promise<boolean> => {
  const { idempotencyClaims } = tx.tables
  const first = sql`coalesce(${idempotencyClaims.resourceId}, ${resourceId})`
  return (
    (await tx.update(idempotencyClaims).set({ workedAt: at, resourceId: first }).where(isHeld(tx, held)).returning({ id: idempotencyClaims.id })).length > 0
  )
}

/** Deletes a claim whose work was not done. False when it was, or another attempt holds the claim. */
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

/** Deletes claims and answers created at or before `until`, of one claim or of all. Answers go first: a new claim must not find an old answer. */
export const deleteExpired = async (db: Db, until: Date, id?: string): Promise<void> => {
  const { idempotencyAnswers, idempotencyClaims } = db.tables
  const everyone = db.as(systemScope)
  for (const table of [idempotencyAnswers, idempotencyClaims] as const)
    await everyone.delete(table).where(and(lte(table.createdAt, until), id === undefined ? undefined : eq(table.id, id)))
}
