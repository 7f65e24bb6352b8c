import { randomUUID } from 'node:crypto'
import type { Db, Sign } from '@pantheon/db'
import { type Actor, type Clock, Failure, fail, type Logger } from '@pantheon/kernel'
import { type Meta, type RpcContext, toFailure } from '@pantheon/rpc'
import { changeClaim, deleteExpired, dropIdleClaim, findAnswer, findClaim, insertAnswer, insertClaim, signClaim } from './idempotency.repo.ts'
import {
  type Claim,
  claimId,
  fingerprintOf,
  holdsSecrets,
  isExpired,
  isLasting,
  isOfInput,
  keptMs,
  leaseMs,
  type Outcome,
  outputOf,
  requireKey,
} from './idempotency-key.ts'

/** A call of a procedure that writes. */
export interface Write {
  readonly path: string
  readonly meta: Meta
  readonly ctx: RpcContext
  readonly input: unknown
  /** Adds a header to the response, whether the call succeeds or fails. */
  readonly note: (name: string, value: string) => void
  /** Calls the procedure. */
  readonly work: () => Promise<unknown>
  /** Reads the created resource by its id; absent if it cannot be read by an id. */
  readonly reread?: ((id: string) => Promise<unknown>) | undefined
}

/** The delay between tries to release a claim, in milliseconds. */
const releaseRetryMs = 500

const replayed = ['idempotent-replayed', 'true'] as const

/** The owner of the key; null if keys are ignored: for visitors, and for callers without the permission. */
const ownerOf = async ({ ctx, meta }: Write): Promise<Actor | null> => {
  const actor = await ctx.actor()
  return actor && (meta.permission === undefined || actor.permissions.has(meta.permission)) ? actor : null
}

/**
 * Runs writes with an `Idempotency-Key` once (docs/adr/0009-idempotency.md): the transaction that does the work signs the claim, so
 * that after a crash the claim says whether it was done. An attempt whose claim was taken over cannot sign.
 */
export const createIdempotency = ({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) => {
  const sign =
    (claim: Claim): Sign =>
    async (tx, events) => {
      const resourceId = events[0]?.subjects.subject.id ?? null
      if (!(await signClaim(tx, claim, { at: clock.now(), resourceId }))) fail('idempotency.in_flight')
    }

  const storeOutcome = (actor: Actor, claim: Claim, outcome: Outcome): Promise<void> =>
    db
      .as(actor.scope)
      .transaction(async (tx) => {
        if (await changeClaim(tx, claim, { leaseUntil: clock.now() })) await insertAnswer(tx, actor, claim, outcome)
      })
      // The work is committed: the caller gets the answer, and a repeated request reads the resource again.
      .catch((err: unknown) => logger.warn({ err }, 'an answer could not be kept'))

  /** Ends the lease of a claim, or deletes it if nothing was done. False when it does not exist or another attempt holds it. */
  const release = async (claim: Claim): Promise<boolean> =>
    (await dropIdleClaim(db, claim)) || (await changeClaim(db, claim, { leaseUntil: clock.now() })) !== undefined
  /** Retries until the claim is released or its lease has expired. */
  const releaseLater = (claim: Claim): void => {
    const again = (): void => {
      if (claim.leaseUntil > clock.now()) releaseLater(claim)
    }
    setTimeout(() => release(claim).then((isDone) => isDone || again(), again), releaseRetryMs).unref()
  }
  /** Releases the claim, so that others can try at once. If the database is unavailable, it is retried in the background. */
  const releaseOrRetry = async (claim: Claim): Promise<void> => {
    try {
      await release(claim)
    } catch (err) {
      logger.warn({ err }, 'an idempotency key could not be given back yet')
      releaseLater(claim)
    }
  }
  /**
   * Writes a claim. After an error the database may still have committed it, or may yet do so, and nobody would release it. So
   * releasing is retried until the claim is found or its lease has expired.
   */
  const writeClaim = async <T>(claim: Claim, write: () => Promise<T>): Promise<T> => {
    try {
      return await write()
    } catch (error) {
      releaseLater(claim)
      throw error
    }
  }

  /** Stores a refusal. One of the input is stored only if something was committed before it; otherwise the key can be used again. */
  const storeRefusal = async (actor: Actor, claim: Claim, failure: Failure): Promise<void> => {
    const isReleased = isOfInput(failure) && (await dropIdleClaim(db, claim).catch(() => undefined))
    if (isReleased === undefined) return releaseOrRetry(claim)
    const { code, details, fields } = failure
    if (!isReleased) await storeOutcome(actor, claim, { code, details, fields })
  }

  /** Does the work. If an earlier attempt committed it but stored no answer, reads the resource again. */
  const attempt = (claim: Claim, { meta, work, reread, note }: Write): Promise<unknown> => {
    if (claim.workedAt === null || meta.resumes) return db.signed(sign(claim), work)
    if (claim.resourceId === null || !reread) return Promise.reject(new Failure('idempotency.answer_lost'))
    note(...replayed)
    return reread(claim.resourceId)
  }

  const execute = async (actor: Actor, claim: Claim, write: Write): Promise<unknown> => {
    let output: unknown
    try {
      output = await attempt(claim, write)
    } catch (error) {
      const failure = toFailure(error)
      await (isLasting(failure) ? storeRefusal(actor, claim, failure) : releaseOrRetry(claim))
      throw error
    }
    await storeOutcome(actor, claim, { output })
    return output
  }

  const claimAndRun = async (actor: Actor, id: string, fingerprint: string, write: Write): Promise<unknown> => {
    const now = clock.now()
    const holder = randomUUID()
    const leaseUntil = new Date(now.getTime() + leaseMs)
    const fresh: Claim = { id, fingerprint, holder, leaseUntil, workedAt: null, resourceId: null, createdAt: now }
    if (await writeClaim(fresh, () => insertClaim(db, fresh))) return execute(actor, fresh, write)

    const known = await findClaim(db, id)
    if (!known || isExpired(known, now)) {
      await deleteExpired(db, new Date(now.getTime() - keptMs), id)
      return claimAndRun(actor, id, fingerprint, write)
    }
    if (known.fingerprint !== fingerprint) fail('idempotency.key_reused')
    const answer = await findAnswer(db, actor, id)
    if (answer) {
      write.note(...replayed)
      return outputOf(answer)
    }
    const inFlight = new Failure('idempotency.in_flight', { retryAfterSeconds: 1 })
    if (known.leaseUntil > now) throw inFlight
    const taken = await writeClaim({ ...known, holder, leaseUntil }, () => changeClaim(db, known, { holder, leaseUntil }))
    if (!taken) throw inFlight
    return execute(actor, taken, write)
  }

  return {
    /** Runs a write under the key of its header. Fails with `idempotency.*` or with the failure of the work. */
    run: async (header: string | string[] | undefined, write: Write): Promise<unknown> => {
      if (header === undefined || holdsSecrets(write.path)) return write.work()
      const key = requireKey(String(header))
      const actor = await ownerOf(write)
      return actor ? claimAndRun(actor, claimId(actor, key), fingerprintOf(key, write.path, write.input), write) : write.work()
    },
    /** Deletes claims and answers that are older than a day. */
    sweep: (): Promise<void> => deleteExpired(db, new Date(clock.now().getTime() - keptMs)),
  }
}
export type Idempotency = ReturnType<typeof createIdempotency>
