import { randomBytes, randomUUID } from 'node:crypto'
import { Failure, failureOf } from '@pantheon/kernel'
import { eq } from 'drizzle-orm'
import { asUnavailable } from './database-failure.ts'
import type { ScopedDb } from './db.ts'

/** Readiness checks have to be answered within two seconds. */
const limitMs = 1800
/** More than a free page or two: when it fits, there is room for a few orders. */
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

/** Writes and deletes a row: an idempotency claim that expired long ago, which any sweep would delete. */
const writeProbe = async (db: ScopedDb): Promise<void> => {
  const { idempotencyClaims } = db.tables
  const id = `readiness:${randomUUID()}`
  const longAgo = new Date(0)
  await db.insert(idempotencyClaims).values({
    id,
    holder: id,
    leaseUntil: longAgo,
    createdAt: longAgo,
    fingerprint: randomBytes(probeBytes).toString('base64'), // incompressible, so that it needs its full size
  })
  await db.delete(idempotencyClaims).where(eq(idempotencyClaims.id, id))
}

/**
 * Whether the database responds and can be written to. It is assumed writable until a write fails for lack of space or permissions; from
 * then on each check tries a write, until one succeeds.
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
    /** Records how a write failed. Returns the error. */
    note: (error: unknown): unknown => {
      if (failureOf(error)?.code.startsWith('storage.')) isDoubted = true
      return error
    },
    /** Resolves when `db` is ready. Rejects within two seconds with a failure of kind `unavailable`. Concurrent calls share one check. */
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
