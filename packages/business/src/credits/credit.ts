import { type CreditBalance, type CreditEntry, type CreditEntryKind, type CreditWork, type FreeCreditsStatus, type PlanName, plans } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { periodAt } from './period.ts'
import { planTable } from './plans.ts'

/** An organization's credits. `balance` can be spent; `reserved` is held by running jobs. */
export interface CreditAccount {
  organizationId: string
  plan: PlanName
  balance: number
  reserved: number
  /** Sum of the credits granted for the current period. */
  granted: number
  anchorAt: Date
  periodStart: Date
  periodEnd: Date
  /** Until when the plan is paid; null while it is not. */
  paidUntil: Date | null
}

/** Whether an organization gets free credits, at this moment. */
export interface FreeCredits {
  status: FreeCreditsStatus
  /** Only periods that begin at or after this get them; null for every period. */
  from: Date | null
}

/** The account, with its verified mailbox, whose free credits an organization gets. */
export interface Grantee {
  userId: string
  email: string
  isVerified: boolean
  /** Whether the account has already been granted the free credits of its mailbox. */
  isHolder: boolean
}

/** A record that the free credits of a mailbox were granted. */
export interface Holding {
  /** The account that holds them; null when it was deleted. */
  holderId: string | null
  /** End of the last period for which they were granted. */
  givenUntil: Date
}

/** A change of a credit account. Its key makes it idempotent. */
export interface CreditMove {
  key: string
  kind: CreditEntryKind
  change: number
  reservedChange: number
  jobId: string | null
  /** Start of the period whose credits it moves. */
  periodStart: Date
}

/** An account after moves that have yet to be written with it. */
export interface Moved {
  account: CreditAccount
  moves: CreditMove[]
}

/** A ledger entry as stored. */
export type StoredCreditEntry = Row<'creditEntries'>

const move = (kind: CreditEntryKind, key: string, periodStart: Date, change: number, reservedChange = 0, jobId: string | null = null): CreditMove => ({
  kind,
  key: `${kind}:${key}`,
  change,
  reservedChange,
  jobId,
  periodStart,
})

/** The account after the moves. */
const applyMoves = (account: CreditAccount, moves: CreditMove[]): Moved => ({
  account: {
    ...account,
    balance: moves.reduce((sum, { change }) => sum + change, account.balance),
    reserved: moves.reduce((sum, { reservedChange }) => sum + reservedChange, account.reserved),
    granted: moves.reduce((sum, { kind, change }) => (kind === 'grant' ? sum + change : sum), account.granted),
  },
  moves,
})

/** A new credit account. Its months are counted from the creation of the organization. */
export const openAccount = (organizationId: string, madeAt: Date, free: FreeCredits, at: Date): Moved => {
  const { start, end } = periodAt(madeAt, at)
  const account: CreditAccount = {
    organizationId,
    plan: 'free' as const,
    balance: 0,
    reserved: 0,
    granted: 0,
    anchorAt: madeAt,
    periodStart: start,
    periodEnd: end,
    paidUntil: null,
  }
  return grantFree(account, free)
}

const later = (a: Date | null, b: Date): Date => (a !== null && a > b ? a : b)

/**
 * The free credits of an organization. Only one account at a time holds those of a mailbox; after deleting it, a new account
 * with the same mailbox gets them from the first period that begins after the last one granted.
 */
export const freeCreditsFor = (grantee: Grantee | null, from: Date | null, holding: Holding | undefined): FreeCredits => {
  if (grantee === null) return { status: 'elsewhere', from }
  if (!grantee.isVerified) return { status: 'email_unverified', from }
  if (holding === undefined || holding.holderId === grantee.userId) return { status: 'given', from }
  return holding.holderId === null ? { status: 'given', from: later(from, holding.givenUntil) } : { status: 'elsewhere', from }
}

/** The free credits of a period that begins at `start`: for a verified owner, in the one organization that gets them. */
const freeAt = ({ status, from }: FreeCredits, start: Date): number =>
  status === 'given' && (from === null || from <= start) ? planTable.free.monthlyCredits : 0

/** The credits due for the account's current period: the plan's while it is paid, else the free ones. */
const dueTo = ({ plan, paidUntil, periodStart }: CreditAccount, free: FreeCredits, at: Date): number =>
  plan !== 'free' && paidUntil !== null && paidUntil > at ? planTable[plan].monthlyCredits : freeAt(free, periodStart)

/** Grants the current period's free credits if none were granted yet, which happens when the owner verifies their e-mail after it began. */
const grantFree = (account: CreditAccount, free: FreeCredits): Moved => {
  const due = account.granted === 0 ? freeAt(free, account.periodStart) : 0
  return applyMoves(account, due === 0 ? [] : [move('grant', account.periodStart.toISOString(), account.periodStart, due)])
}

/** True when the current period is owed free credits that were not granted yet. */
export const isOwedFree = (account: CreditAccount, free: FreeCredits): boolean => grantFree(account, free).moves.length > 0

/** True when the moves grant free credits, alone or included in those of a plan. */
export const grantsFree = ({ account, moves }: Moved, free: FreeCredits): boolean =>
  moves.some(({ kind }) => kind === 'grant') && freeAt(free, account.periodStart) > 0

/** True when the account's period is over. A server whose clock is behind never reverts a renewal. */
export const isDue = ({ periodEnd }: CreditAccount, at: Date): boolean => periodEnd <= at

/**
 * Starts the period that contains `at`, if the account's is over: unused credits expire and the plan's are granted, once,
 * however many periods were missed. Credits held by jobs stay held. Also grants free credits that the current period is still
 * owed.
 */
export const renew = (account: CreditAccount, free: FreeCredits, at: Date): Moved => {
  if (!isDue(account, at)) return grantFree(account, free)
  const { start, end } = periodAt(account.anchorAt, at)
  const over = account.balance > 0 ? [move('expire', account.periodStart.toISOString(), account.periodStart, -account.balance)] : []
  const next = { ...account, granted: 0, periodStart: start, periodEnd: end }
  const due = dueTo(next, free, at)
  return applyMoves(next, [...over, ...(due > 0 ? [move('grant', start.toISOString(), start, due)] : [])])
}

/** What the provider says is paid for: the plan, the start of its current period, and until when it is paid; null where unknown or unpaid. */
export interface PaidFor {
  plan: PlanName
  since: Date | null
  until: Date | null
  /** From when on the current period is paid at this plan, according to its bill; null while the bill cannot be read. */
  planSince?: Date | null
}

/**
 * The credits of an upgrade, rounded down: proportional to the price difference that is charged for the rest of the period,
 * rounded to the minor unit.
 */
export const upgradeCredits = (from: PlanName, to: PlanName, { start, end }: { start: Date; end: Date }, since: Date): number => {
  const share = Math.max(0, Math.min(1, (end.getTime() - since.getTime()) / (end.getTime() - start.getTime())))
  const [small, large] = [planTable[from], planTable[to]]
  const price = large.amountMinor - small.amountMinor
  if (price <= 0) return 0
  return Math.max(0, Math.floor(((large.monthlyCredits - small.monthlyCredits) * Math.round(price * share)) / price))
}

const isLarger = (plan: PlanName, than: PlanName): boolean => plans.indexOf(plan) > plans.indexOf(than)

/** Grants what is missing to `due` credits in the current period. `plan` is part of the key, so that it happens once a period. */
const topUp = ({ account, moves }: Moved, due: number, plan: PlanName): Moved => {
  const missing = due - account.granted
  if (missing <= 0) return { account, moves }
  const more = applyMoves(account, [move('grant', `${account.periodStart.toISOString()}:${plan}`, account.periodStart, missing)])
  return { account: more.account, moves: [...moves, ...more.moves] }
}

/** The account with its current period paid at `plan` as a whole. A period in which only free credits were granted counts as unpaid before. */
const payPeriod = (account: CreditAccount, plan: PlanName, free: FreeCredits, at: Date): Moved => {
  const renewed = renew({ ...account, plan }, free, at)
  return renewed.account.granted <= planTable.free.monthlyCredits ? topUp(renewed, dueTo(renewed.account, free, at), plan) : renewed
}

/**
 * Applies what is paid for now. The first payment starts a new period, from which months are counted on. An upgrade adds
 * credits in proportion to the paid share of the period, as its price is; a downgrade takes nothing away before the period
 * ends. Idempotent.
 */
export const follow = (before: CreditAccount, { plan, since, until, planSince = null }: PaidFor, free: FreeCredits, at: Date): Moved => {
  const updated: CreditAccount = { ...before, paidUntil: until }
  if (plan === 'free') return renew({ ...updated, plan }, free, at)
  if (before.plan === 'free') {
    const isBegun = since !== null && since > before.periodStart
    // The provider's clock may be slightly ahead of ours; its period is the paid one.
    return payPeriod(isBegun ? { ...updated, anchorAt: since, periodEnd: since } : updated, plan, free, isBegun && since > at ? since : at)
  }
  if (!isLarger(plan, before.plan)) return payPeriod(updated, plan, free, at)
  const base = payPeriod(updated, before.plan, free, at)
  const { granted, periodStart: start, periodEnd: end } = base.account
  const due = Math.min(granted, planTable[before.plan].monthlyCredits) + upgradeCredits(before.plan, plan, { start, end }, planSince ?? at)
  return topUp({ ...base, account: { ...base.account, plan } }, until !== null && until > at ? due : 0, plan)
}

/** The credits that the next period grants if nothing changes. */
const nextGrantOf = ({ plan }: CreditAccount, { status }: FreeCredits): number => (plan === 'free' && status !== 'given' ? 0 : planTable[plan].monthlyCredits)

/** Fails with the reason why no credit is left, and so with what to do about it. */
const exhausted = (account: CreditAccount, free: FreeCredits): never => {
  const { balance, plan, periodEnd } = account
  const details = { balance, plan, nextGrantAt: periodEnd.toISOString(), nextGrant: nextGrantOf(account, free) }
  if (plan === 'free' && free.status !== 'given') fail(`credits.${free.status}`, details)
  return fail('credits.exhausted', details)
}

/**
 * Reserves one credit for a job. `time` counts the attempts of the job. When none is left it fails with `credits.exhausted`, or
 * with why there are no free ones: `credits.email_unverified` or `credits.elsewhere`.
 */
export const reserve = (account: CreditAccount, free: FreeCredits, jobId: string, time: number): Moved => {
  const { balance, periodStart } = account
  if (balance < 1) exhausted(account, free)
  return applyMoves(account, [move('reserve', `${jobId}:${time}`, periodStart, -1, 1, jobId)])
}

/** Spends the reserved credit of a job. `cause` is the id of the triggering event. */
export const settle = (account: CreditAccount, held: CreditMove, cause: string): Moved =>
  applyMoves(account, [move('settle', cause, held.periodStart, 0, -1, held.jobId)])

/** Releases the reserved credit of a job that failed or was cancelled. A credit of a past period expires instead. */
export const release = (account: CreditAccount, held: CreditMove, cause: string): Moved => {
  const isOver = held.periodStart.getTime() !== account.periodStart.getTime()
  return applyMoves(account, [
    move('release', cause, held.periodStart, 1, -1, held.jobId),
    ...(isOver ? [move('expire', cause, held.periodStart, -1, 0, held.jobId)] : []),
  ])
}

/** The reservations of a job that are neither settled nor released, oldest first. `entries` are all of the job's. */
export const heldBy = <E extends CreditMove & { createdAt: Date; id: string }>(entries: readonly E[]): E[] => {
  const ended = entries.filter(({ kind }) => kind === 'settle' || kind === 'release').length
  return entries
    .filter(({ kind }) => kind === 'reserve')
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .slice(ended)
}

/** Converts an account to its wire format. */
export const toBalance = (account: CreditAccount, free: FreeCredits): CreditBalance => {
  const { anchorAt: _, paidUntil: __, periodStart, periodEnd, ...rest } = account
  return {
    ...rest,
    periodStart: periodStart.toISOString(),
    periodEnd: periodEnd.toISOString(),
    nextGrant: nextGrantOf(account, free),
    freeCredits: free.status,
  }
}

/** Converts an entry to its wire format, with what its job was for. */
export const toEntry = (
  { id, kind, key, change, reservedChange, balanceAfter, jobId, periodStart, createdAt }: StoredCreditEntry,
  work: CreditWork | undefined,
): CreditEntry => ({
  id,
  kind,
  change,
  reservedChange,
  balanceAfter,
  jobId,
  work: work ?? null,
  plan: plans.find((plan) => kind === 'grant' && key.endsWith(`:${plan}`)) ?? null,
  periodStart: periodStart.toISOString(),
  createdAt: createdAt.toISOString(),
})
