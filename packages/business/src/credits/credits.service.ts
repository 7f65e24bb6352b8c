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
import type { Db, Tx } from '@pantheon/db'
import { type Actor, type Clock, type Logger, mintScope, newId, orFail, pageByTime } from '@pantheon/kernel'
import type { z } from 'zod'
import {
  type CreditAccount,
  follow,
  heldBy,
  isDue,
  type Moved,
  openAccount,
  release,
  renew,
  reserve,
  type StoredCreditEntry,
  settle,
  toBalance,
  toEntry,
} from './credit.ts'
import type { WorkOf } from './credits.port.ts'
import {
  entriesOfJob,
  findAccount,
  findDue,
  insertAccount,
  insertEntries,
  listEntries,
  listSpent,
  lockAccount,
  organizationMadeAt,
  saveAccount,
} from './credits.repo.ts'
import { toPlan } from './plans.ts'
import { usageOf, usageSince } from './usage.ts'

const everywhere = mintScope(null)
const sweepBatch = 100

/** The end of a job, as the event log tells of it. Told twice, it is one end. */
export interface JobEnd {
  eventId: string
  jobId: string
  organizationId: string
}

/** What agents may do without an order: an account for each organization, and a ledger of every change of it. */
export const createCredits = ({ db, clock, logger, workOf }: { db: Db; clock: Clock; logger: Logger; workOf: WorkOf }) => {
  /** Writes moves and the account they lead to. The caller holds the account's lock. */
  const write = async (tx: Tx, before: number, { account, moves }: Moved): Promise<CreditAccount> => {
    if (moves.length === 0) return account
    const createdAt = clock.now()
    let balanceAfter = before
    const entries: StoredCreditEntry[] = moves.map((each) => {
      balanceAfter += each.change
      return { ...each, id: newId(), organizationId: account.organizationId, balanceAfter, createdAt }
    })
    await insertEntries(tx, entries)
    await saveAccount(tx, account)
    return account
  }

  /** The account, locked, in the period that is running; opened when there was none. */
  const current = async (tx: Tx, organizationId: string): Promise<CreditAccount> => {
    const known = await lockAccount(tx, organizationId)
    if (known) return write(tx, known.balance, renew(known, clock.now()))
    const madeAt = orFail(await organizationMadeAt(tx, organizationId), 'organization.not_found')
    const opened = openAccount(organizationId, madeAt, clock.now())
    if (await insertAccount(tx, opened.account)) return write(tx, 0, opened)
    return current(tx, organizationId) // another was faster, and has committed
  }

  /** Ends what a job holds. What holds nothing, such as an order's job, is left alone. */
  const end = ({ eventId, jobId, organizationId }: JobEnd, how: typeof settle): Promise<void> =>
    db.as(everywhere).transaction(async (tx) => {
      if ((await entriesOfJob(tx, jobId)).length === 0) return
      const account = await current(tx, organizationId)
      const entries = await entriesOfJob(tx, jobId) // again: under the lock nobody else ends it
      const [held] = heldBy(entries)
      if (!held || entries.some(({ key }) => key.endsWith(`:${eventId}`))) return
      await write(tx, account.balance, how(account, held, eventId))
    })

  return {
    /** Holds one credit for a job, in the transaction that queues it. Fails with `credits.exhausted`. */
    reserve: async (tx: Tx, { jobId, organizationId }: { jobId: string; organizationId: string }): Promise<void> => {
      const account = await current(tx, organizationId)
      const times = (await entriesOfJob(tx, jobId)).filter(({ kind }) => kind === 'reserve').length
      await write(tx, account.balance, reserve(account, jobId, times + 1))
    },
    /** The account on what is paid for now, in the transaction that writes it. */
    follow: async (tx: Tx, organizationId: string, paid: Parameters<typeof follow>[1]): Promise<void> => {
      // An old period is not renewed first: the new one begins with what is paid for now.
      const account = (await lockAccount(tx, organizationId)) ?? (await current(tx, organizationId))
      const moved = follow(account, paid, clock.now())
      if (moved.moves.length > 0) await write(tx, account.balance, moved)
      else await saveAccount(tx, moved.account)
    },

    /** Locks an organization's account: what is decided about its plan is decided one after another. The plan that was followed last. */
    lock: async (tx: Tx, organizationId: string): Promise<PlanName> => ((await lockAccount(tx, organizationId)) ?? (await current(tx, organizationId))).plan,

    /** The job succeeded: what it holds is spent. */
    settle: (job: JobEnd): Promise<void> => end(job, settle),
    /** The job failed or was cancelled: what it holds is free again. */
    release: (job: JobEnd): Promise<void> => end(job, release),

    /** What the actor's organization has now. */
    balance: async ({ scope, organizationId }: Actor): Promise<CreditBalance> => {
      const account = await findAccount(db.as(scope), scope, organizationId)
      if (account && !isDue(account, clock.now())) return toBalance(account)
      return toBalance(await db.as(scope).transaction((tx) => current(tx, organizationId)))
    },

    /** The ledger of the actor's organization, newest first. */
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

    /** What the actor's organization spent day by day. */
    usage: async ({ scope, organizationId }: Actor, { timeZone }: ReadCreditUsage): Promise<CreditUsage> => {
      const now = clock.now()
      return usageOf(await listSpent(db.as(scope), organizationId, usageSince(now)), now, timeZone)
    },

    plans: (): z.infer<typeof PlanList> => ({ items: plans.map(toPlan) }),

    /** Begins the new period of every account whose old one is over. One that cannot be renewed holds up no other. */
    sweep: async (): Promise<void> => {
      const failed = new Set<string>()
      for (;;) {
        const due = await findDue(db.as(everywhere), clock.now(), sweepBatch + failed.size)
        const left = due.filter((organizationId) => !failed.has(organizationId))
        if (left.length === 0) return
        for (const organizationId of left)
          await db
            .as(everywhere)
            .transaction((tx) => current(tx, organizationId))
            .catch((err: unknown) => {
              failed.add(organizationId)
              logger.error({ err, organizationId }, 'the credits of an organization could not be renewed')
            })
      }
    },
  }
}
export type Credits = ReturnType<typeof createCredits>
