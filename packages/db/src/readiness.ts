import { randomBytes, randomUUID } from 'node:crypto'
import { Failure, failureOf } from '@pantheon/kernel'
import { eq } from 'drizzle-orm'
import { asUnavailable } from './database-failure.ts'
import type { ScopedDb } from './db.ts'

/** Whoever asks for readiness wants the answer within two seconds. */
const limitMs = 1800
/** More than a free page or two: what fits must be able to take a few orders. */
const probeBytes = 48 * 1024

const within = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('server.unavailable', { retryAfterSeconds: 1 })), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Stores something and takes it away again: an idempotency claim that was over long ago, which any sweep would drop. */
const writeProbe = async (db: ScopedDb): Promise<void> => {
  const { idempotencyClaims } = db.tables
  const id = `readiness:${randomUUID()}`
  const longAgo = new Date(0)
  await db.insert(idempotencyClaims).values({
    id,
    holder: id,
    leaseUntil: longAgo,
    createdAt: longAgo,
    fingerprint: randomBytes(probeBytes).toString('base64'), // nothing that a database could compress
  })
  await db.delete(idempotencyClaims).where(eq(idempotencyClaims.id, id))
}

/**
 * Whether the database can be asked, and written to. Writes are believed until one fails for want of room or rights;
 * from then on each question tries one, until one succeeds.
 */
export const createReadiness = (ask: () => Promise<unknown>) => {
  let isDoubted = false
  let asking: Promise<void> | undefined
  const answer = async (db: ScopedDb): Promise<void> => {
    await ask()
    if (!isDoubted) return
    await writeProbe(db)
    isDoubted = false
  }
  return {
    /** Takes note of how a write failed. Returns the error. */
    note: (error: unknown): unknown => {
      if (failureOf(error)?.code.startsWith('storage.')) isDoubted = true
      return error
    },
    /** Resolves when `db` is ready. Rejects within two seconds with a failure of kind `unavailable`. However many ask, the database is asked once at a time. */
    check: (db: ScopedDb): Promise<void> => {
      asking ??= answer(db).finally(() => {
        asking = undefined
      })
      return within(asking).catch((error: unknown) => {
        throw failureOf(error) ?? asUnavailable(error)
      })
    },
  }
}
