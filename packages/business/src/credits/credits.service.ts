import {
  type CreditBalance,
  type CreditEntry,
  type CreditUsage,
  type ListCreditEntries,
  type Page,
  type PlanList,
  type PlanName,
  plans,
  type ReadCreditUsage,
} from '@pantheon/contract'
import type { Db, Handle, Tx } from '@pantheon/db'
import { type Actor, type Clock, type Logger, newId, orFail, pageByTime, systemScope } from '@pantheon/kernel'
import type { z } from 'zod'
import {
  type CreditAccount,
  type FreeCredits,
  follow,
  freeCreditsFor,
  grantsFree,
  heldBy,
  isDue,
  isOwedFree,
  type Moved,
  openAccount,
  type PaidFor,
  release,
  renew,
  reserve,
  type StoredCreditEntry,
  settle,
  toBalance,
  toEntry,
  upgradeCredits,
} from './credit.ts'
import type { WorkOf } from './credits.port.ts'
import { entriesOfJob, findAccount, findDue, insertAccount, insertEntries, listEntries, listSpent, lockAccount, saveAccount } from './credits.repo.ts'
import type { Credits } from './credits.types.ts'
import { findGrantee, findHolding, recordHolding } from './free-credits.repo.ts'
import { toPlan } from './plans.ts'
import { usageOf, usageSince } from './usage.ts'

const sweepBatch = 100

/** The end of a job, from the event log. Idempotent by `eventId`. */
export interface JobEnd {
  eventId: string
  jobId: string
  organizationId: string
}

/** `Credits` plus methods for the rest of the server. */
export interface CreditsInternals extends Credits {
  /**
   * Reserves one credit for a job, in the transaction that queues it. Fails with `credits.exhausted` and related codes (see
   * `reserve` in credit.ts).
   */
  reserve(tx: Tx, input: { jobId: string; organizationId: string }): Promise<void>
  /** Applies what is paid for now to the account, in the transaction that saves the subscription. */
  follow(tx: Tx, organizationId: string, paid: PaidFor): Promise<void>
  /** Locks an organization's account, which serializes decisions about its plan. Resolves to the plan that was applied last. */
  lock(tx: Tx, organizationId: string): Promise<PlanName>
  /** Spends what a job holds that succeeded, or was cancelled after it had delivered something. Once for a job, however often it is retried. */
  settle(job: JobEnd): Promise<void>
  /** Releases what a job holds that failed or was cancelled. */
  release(job: JobEnd): Promise<void>
  /** The credits that an upgrade at `at` would add to the current period of the actor's organization. */
  quoteUpgrade(actor: Actor, from: PlanName, to: PlanName, at: Date): Promise<number>
  /** Renews every account whose period is over. A failure of one does not stop the others. */
  sweep(): Promise<void>
}

/** Credits for agents' work without an order: an account per organization, and a ledger of every change. */
export const createCredits = ({ db, clock, logger, workOf }: { db: Db; clock: Clock; logger: Logger; workOf: WorkOf }): CreditsInternals => {
  /** Writes moves and the resulting account. The caller holds the account's lock. */
  const write = async (tx: Tx, before: number, { account, moves }: Moved): Promise<CreditAccount> => {
    const createdAt = clock.now()
    let balanceAfter = before
    const entries: StoredCreditEntry[] = moves.map((each) => {
      balanceAfter += each.change
      return { ...each, id: newId(createdAt), organizationId: account.organizationId, balanceAfter, createdAt }
    })
    if (entries.length > 0) await insertEntries(tx, entries)
    await saveAccount(tx, account)
    return account
  }

  /** The free credits of an organization at this moment. */
  const freeOf = async (handle: Handle, organizationId: string) => {
    const { madeAt, from, grantee } = orFail(await findGrantee(handle, organizationId), 'organization.not_found')
    const holding = grantee?.isVerified && !grantee.isHolder ? await findHolding(handle, grantee) : undefined
    return { madeAt, grantee, free: freeCreditsFor(grantee, from, holding) }
  }

  /**
   * Computes moves with the account's free credits, and records the holder when free credits are granted; repeats it when a
   * concurrent account claimed them first.
   */
  const decide = async (tx: Tx, organizationId: string, how: (free: FreeCredits, madeAt: Date) => Moved): Promise<{ moved: Moved; free: FreeCredits }> => {
    const { madeAt, grantee, free } = await freeOf(tx, organizationId)
    const moved = how(free, madeAt)
    if (grantee === null || !grantsFree(moved, free)) return { moved, free }
    const { periodStart: start, periodEnd: end } = moved.account
    return (await recordHolding(tx, grantee, { start, end }, clock.now())) ? { moved, free } : decide(tx, organizationId, how)
  }

  /** The account, locked and renewed to the current period, with its free credits; created when there was none. */
  const current = async (tx: Tx, organizationId: string): Promise<{ account: CreditAccount; free: FreeCredits }> => {
    const known = await lockAccount(tx, organizationId)
    const { moved, free } = await decide(tx, organizationId, (mine, madeAt) =>
      known ? renew(known, mine, clock.now()) : openAccount(organizationId, madeAt, mine, clock.now()),
    )
    if (known && moved.moves.length === 0 && !isDue(known, clock.now())) return { account: known, free }
    if (known) return { account: await write(tx, known.balance, moved), free }
    if (await insertAccount(tx, moved.account)) return { account: await write(tx, 0, moved), free }
    return current(tx, organizationId) // a concurrent transaction created it and has committed
  }

  /** Settles or releases what a job holds. A job without a reservation, such as an order's, is ignored. */
  const end = ({ eventId, jobId, organizationId }: JobEnd, how: typeof settle): Promise<void> =>
    db.as(systemScope).transaction(async (tx) => {
      if ((await entriesOfJob(tx, jobId)).length === 0) return
      const { account } = await current(tx, organizationId)
      const entries = await entriesOfJob(tx, jobId) // read again: no other transaction ends it under the lock
      const [held] = heldBy(entries)
      if (!held || entries.some(({ key }) => key.endsWith(`:${eventId}`))) return
      // A job spends one credit, also when it was retried before its first end was handled.
      const isSpent = entries.some(({ kind }) => kind === 'settle')
      await write(tx, account.balance, (isSpent ? release : how)(account, held, eventId))
    })

  const balance = async ({ scope, organizationId }: Actor): Promise<CreditBalance> => {
    const scoped = db.as(scope)
    const [account, { free }] = await Promise.all([findAccount(scoped, scope, organizationId), freeOf(scoped, organizationId)])
    if (account && !isDue(account, clock.now()) && !isOwedFree(account, free)) return toBalance(account, free)
    const now = await scoped.transaction((tx) => current(tx, organizationId))
    return toBalance(now.account, now.free)
  }

  return {
    reserve: async (tx: Tx, { jobId, organizationId }: { jobId: string; organizationId: string }): Promise<void> => {
      const { account, free } = await current(tx, organizationId)
      const entries = await entriesOfJob(tx, jobId)
      if (entries.some(({ kind }) => kind === 'settle')) return // a retry of a job whose credit is spent
      const times = entries.filter(({ kind }) => kind === 'reserve').length
      await write(tx, account.balance, reserve(account, free, jobId, times + 1))
    },
    follow: async (tx: Tx, organizationId: string, paid: PaidFor): Promise<void> => {
      // An expired period is not renewed first: the new one begins with what is paid for now.
      const account = (await lockAccount(tx, organizationId)) ?? (await current(tx, organizationId)).account
      const { moved } = await decide(tx, organizationId, (free) => follow(account, paid, free, clock.now()))
      await write(tx, account.balance, moved)
    },

    lock: async (tx: Tx, organizationId: string): Promise<PlanName> =>
      ((await lockAccount(tx, organizationId)) ?? (await current(tx, organizationId)).account).plan,

    settle: (job: JobEnd): Promise<void> => end(job, settle),
    release: (job: JobEnd): Promise<void> => end(job, release),

    balance,

    quoteUpgrade: async (actor: Actor, from: PlanName, to: PlanName, at: Date): Promise<number> => {
      const { periodStart, periodEnd } = await balance(actor)
      return upgradeCredits(from, to, { start: new Date(periodStart), end: new Date(periodEnd) }, at)
    },

    entries: async ({ scope, organizationId }: Actor, input: z.infer<typeof ListCreditEntries>): Promise<Page<CreditEntry>> => {
      const { items, nextCursor } = await pageByTime(
        input,
        (window) => listEntries(db.as(scope), organizationId, window),
        (entry) => entry,
      )
      const work = await workOf(
        scope,
        items.flatMap(({ jobId }) => jobId ?? []),
      )
      const ofJob = new Map(work.map(({ jobId, ...each }) => [jobId, each]))
      return { items: items.map((entry) => toEntry(entry, ofJob.get(entry.jobId ?? ''))), nextCursor }
    },

    usage: async ({ scope, organizationId }: Actor, { timeZone }: ReadCreditUsage): Promise<CreditUsage> => {
      const now = clock.now()
      return usageOf(await listSpent(db.as(scope), organizationId, usageSince(now)), now, timeZone)
    },

    plans: (): z.infer<typeof PlanList> => ({ items: plans.map(toPlan) }),

    sweep: async (): Promise<void> => {
      const failed = new Set<string>()
      for (;;) {
        const due = await findDue(db.as(systemScope), clock.now(), sweepBatch + failed.size)
        const left = due.filter((organizationId) => !failed.has(organizationId))
        if (left.length === 0) return
        for (const organizationId of left)
          await db
            .as(systemScope)
            .transaction((tx) => current(tx, organizationId))
            .catch((err: unknown) => {
              failed.add(organizationId)
              logger.error({ err, organizationId }, 'the credits of an organization could not be renewed')
            })
      }
    },
  }
}
