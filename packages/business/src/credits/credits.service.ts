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
  givesFree,
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
import { findGrantee, findHolding, keepHolding } from './free-credits.repo.ts'
import { toPlan } from './plans.ts'
import { usageOf, usageSince } from './usage.ts'

const sweepBatch = 100

/** The end of a job, as the event log tells of it. Told twice, it is one end. */
export interface JobEnd {
  eventId: string
  jobId: string
  organizationId: string
}

/** `Credits`, and what the rest of the server asks of it. */
export interface CreditsInternals extends Credits {
  /** Holds one credit for a job, in the transaction that queues it. Fails with `credits.exhausted` and its kin (see `reserve` in credit.ts). */
  reserve(tx: Tx, input: { jobId: string; organizationId: string }): Promise<void>
  /** The account on what is paid for now, in the transaction that writes it. */
  follow(tx: Tx, organizationId: string, paid: PaidFor): Promise<void>
  /** Locks an organization's account: what is decided about its plan is decided one after another. The plan that was followed last. */
  lock(tx: Tx, organizationId: string): Promise<PlanName>
  /** The job succeeded: what it holds is spent. */
  settle(job: JobEnd): Promise<void>
  /** The job failed or was cancelled: what it holds is free again. */
  release(job: JobEnd): Promise<void>
  /** What a larger plan from `at` on would add to the running period of the actor's organization. */
  quoteUpgrade(actor: Actor, from: PlanName, to: PlanName, at: Date): Promise<number>
  /** Begins the new period of every account whose old one is over. One that cannot be renewed holds up no other. */
  sweep(): Promise<void>
}

/** What agents may do without an order: an account for each organization, and a ledger of every change of it. */
export const createCredits = ({ db, clock, logger, workOf }: { db: Db; clock: Clock; logger: Logger; workOf: WorkOf }): CreditsInternals => {
  /** Writes moves and the account they lead to. The caller holds the account's lock. */
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

  /** Whose free credits an organization gets, as it stands now. */
  const freeOf = async (handle: Handle, organizationId: string) => {
    const { madeAt, from, grantee } = orFail(await findGrantee(handle, organizationId), 'organization.not_found')
    const holding = grantee?.isVerified && !grantee.isHolder ? await findHolding(handle, grantee) : undefined
    return { madeAt, grantee, free: freeCreditsFor(grantee, from, holding) }
  }

  /** What is decided of an account with its free credits, which are the account's from then on: decided again when another account was faster to have them. */
  const decide = async (tx: Tx, organizationId: string, how: (free: FreeCredits, madeAt: Date) => Moved): Promise<{ moved: Moved; free: FreeCredits }> => {
    const { madeAt, grantee, free } = await freeOf(tx, organizationId)
    const moved = how(free, madeAt)
    if (grantee === null || !givesFree(moved, free)) return { moved, free }
    const { periodStart: start, periodEnd: end } = moved.account
    return (await keepHolding(tx, grantee, { start, end }, clock.now())) ? { moved, free } : decide(tx, organizationId, how)
  }

  /** The account, locked, in the period that is running, with whose free credits it has; opened when there was none. */
  const current = async (tx: Tx, organizationId: string): Promise<{ account: CreditAccount; free: FreeCredits }> => {
    const known = await lockAccount(tx, organizationId)
    const { moved, free } = await decide(tx, organizationId, (mine, madeAt) =>
      known ? renew(known, mine, clock.now()) : openAccount(organizationId, madeAt, mine, clock.now()),
    )
    if (known && moved.moves.length === 0 && !isDue(known, clock.now())) return { account: known, free }
    if (known) return { account: await write(tx, known.balance, moved), free }
    if (await insertAccount(tx, moved.account)) return { account: await write(tx, 0, moved), free }
    return current(tx, organizationId) // another was faster, and has committed
  }

  /** Ends what a job holds. What holds nothing, such as an order's job, is left alone. */
  const end = ({ eventId, jobId, organizationId }: JobEnd, how: typeof settle): Promise<void> =>
    db.as(systemScope).transaction(async (tx) => {
      if ((await entriesOfJob(tx, jobId)).length === 0) return
      const { account } = await current(tx, organizationId)
      const entries = await entriesOfJob(tx, jobId) // again: under the lock nobody else ends it
      const [held] = heldBy(entries)
      if (!held || entries.some(({ key }) => key.endsWith(`:${eventId}`))) return
      await write(tx, account.balance, how(account, held, eventId))
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
      const times = (await entriesOfJob(tx, jobId)).filter(({ kind }) => kind === 'reserve').length
      await write(tx, account.balance, reserve(account, free, jobId, times + 1))
    },
    follow: async (tx: Tx, organizationId: string, paid: PaidFor): Promise<void> => {
      // An old period is not renewed first: the new one begins with what is paid for now.
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
