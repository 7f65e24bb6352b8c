import { randomUUID } from 'node:crypto'
import type { Db, Sign } from '@pantheon/db'
import { type Actor, type Clock, Failure, fail, type Logger } from '@pantheon/kernel'
import { type Meta, type RpcContext, toFailure } from '@pantheon/rpc'
import { changeClaim, dropIdleClaim, dropOver, findAnswer, findClaim, insertAnswer, insertClaim, signClaim } from './idempotency.repo.ts'
import {
  type Claim,
  claimId,
  fingerprintOf,
  holdsSecrets,
  isLasting,
  isOfInput,
  isOver,
  keptMs,
  leaseMs,
  type Outcome,
  outputOf,
  requireKey,
} from './idempotency-key.ts'

/** A write on its way to its procedure. */
export interface Write {
  readonly path: string
  readonly meta: Meta
  readonly ctx: RpcContext
  readonly input: unknown
  /** Adds a header to the answer, however it ends. */
  readonly note: (name: string, value: string) => void
  /** Calls the procedure. */
  readonly work: () => Promise<unknown>
  /** Reads what the procedure made, by its id; absent where what is made cannot be read like that. */
  readonly reread?: ((id: string) => Promise<unknown>) | undefined
}

/** How long after a try to give a key back the next one is, in milliseconds. */
const giveBackEveryMs = 500

const replayed = ['idempotent-replayed', 'true'] as const

/** Whose key it is; null where keys mean nothing: for visitors, and for what would be refused anyway. */
const ownerOf = async ({ ctx, meta }: Write): Promise<Actor | null> => {
  const actor = await ctx.actor()
  return actor && (meta.permission === undefined || actor.permissions.has(meta.permission)) ? actor : null
}

/**
 * Writes that carry an `Idempotency-Key` happen once (docs/adr/0009-idempotency.md): the transaction that does the work
 * signs the claim, so that after a crash the claim says whether it was done; and an attempt that was taken over cannot sign.
 */
export const createIdempotency = ({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) => {
  const sign =
    (claim: Claim): Sign =>
    async (tx, events) => {
      const resourceId = events[0]?.subjects.subject.id ?? null
      if (!(await signClaim(tx, claim, { at: clock.now(), resourceId }))) fail('idempotency.in_flight')
    }

  const keep = (actor: Actor, claim: Claim, outcome: Outcome): Promise<void> =>
    db
      .as(actor.scope)
      .transaction(async (tx) => {
        if (await changeClaim(tx, claim, { leaseUntil: clock.now() })) await insertAnswer(tx, actor, claim, outcome)
      })
      // The work is done, and its answer known: the caller gets it, and whoever asks again has it read anew.
      .catch((err: unknown) => logger.warn({ err }, 'an answer could not be kept'))

  /** False when the claim is not there, or not this attempt's. */
  const giveBack = async (claim: Claim): Promise<boolean> =>
    (await dropIdleClaim(db, claim)) || (await changeClaim(db, claim, { leaseUntil: clock.now() })) !== undefined
  /** Goes on until the claim is given back, or the lease is over anyway. */
  const giveBackLater = (claim: Claim): void => {
    const again = (): void => {
      if (claim.leaseUntil > clock.now()) giveBackLater(claim)
    }
    setTimeout(() => giveBack(claim).then((isDone) => isDone || again(), again), giveBackEveryMs).unref()
  }
  /** Lets others try at once. What took the database away may also keep it from hearing this. */
  const letGo = async (claim: Claim): Promise<void> => {
    try {
      await giveBack(claim)
    } catch (err) {
      logger.warn({ err }, 'an idempotency key could not be given back yet')
      giveBackLater(claim)
    }
  }
  /**
   * Writes a claim down. When that fails, the database may have done so all the same, and may still be about to: nobody
   * would give the claim back, so this goes on until it is found, or its lease is over.
   */
  const writeDown = async <T>(claim: Claim, write: () => Promise<T>): Promise<T> => {
    try {
      return await write()
    } catch (error) {
      giveBackLater(claim)
      throw error
    }
  }

  /** Keeps a refusal; one of the input only when something was done before it, for the key stays what it was used for then. */
  const keepRefusal = async (actor: Actor, claim: Claim, failure: Failure): Promise<void> => {
    const isFreed = isOfInput(failure) && (await dropIdleClaim(db, claim).catch(() => undefined))
    if (isFreed === undefined) return letGo(claim)
    const { code, details, fields } = failure
    if (!isFreed) await keep(actor, claim, { code, details, fields })
  }

  /** Does the work; or, when somebody did it and died before answering, says what came of it. */
  const attempt = (claim: Claim, { meta, work, reread, note }: Write): Promise<unknown> => {
    if (claim.workedAt === null || meta.resumes) return db.signed(sign(claim), work)
    if (claim.resourceId === null || !reread) return Promise.reject(new Failure('idempotency.answer_lost'))
    note(...replayed)
    return reread(claim.resourceId)
  }

  const conduct = async (actor: Actor, claim: Claim, write: Write): Promise<unknown> => {
    let output: unknown
    try {
      output = await attempt(claim, write)
    } catch (error) {
      const failure = toFailure(error)
      await (isLasting(failure) ? keepRefusal(actor, claim, failure) : letGo(claim))
      throw error
    }
    await keep(actor, claim, { output })
    return output
  }

  const take = async (actor: Actor, id: string, fingerprint: string, write: Write): Promise<unknown> => {
    const now = clock.now()
    const holder = randomUUID()
    const leaseUntil = new Date(now.getTime() + leaseMs)
    const fresh: Claim = { id, fingerprint, holder, leaseUntil, workedAt: null, resourceId: null, createdAt: now }
    if (await writeDown(fresh, () => insertClaim(db, fresh))) return conduct(actor, fresh, write)

    const known = await findClaim(db, id)
    if (!known || isOver(known, now)) {
      await dropOver(db, new Date(now.getTime() - keptMs), id)
      return take(actor, id, fingerprint, write)
    }
    if (known.fingerprint !== fingerprint) fail('idempotency.key_reused')
    const answer = await findAnswer(db, actor, id)
    if (answer) {
      write.note(...replayed)
      return outputOf(answer)
    }
    const inFlight = new Failure('idempotency.in_flight', { retryAfterSeconds: 1 })
    if (known.leaseUntil > now) throw inFlight
    const taken = await writeDown({ ...known, holder, leaseUntil }, () => changeClaim(db, known, { holder, leaseUntil }))
    if (!taken) throw inFlight
    return conduct(actor, taken, write)
  }

  return {
    /** Runs a write under the key of its header. Fails with `idempotency.*`; what the work fails with, it fails with. */
    run: async (header: string | string[] | undefined, write: Write): Promise<unknown> => {
      if (header === undefined || holdsSecrets(write.path)) return write.work()
      const key = requireKey(String(header))
      const actor = await ownerOf(write)
      return actor ? take(actor, claimId(actor, key), fingerprintOf(key, write.path, write.input), write) : write.work()
    },
    /** Drops what is older than a day. */
    sweep: (): Promise<void> => dropOver(db, new Date(clock.now().getTime() - keptMs)),
  }
}
export type Idempotency = ReturnType<typeof createIdempotency>
