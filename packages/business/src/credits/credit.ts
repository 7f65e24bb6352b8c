import { type CreditBalance, type CreditEntry, type CreditEntryKind, type CreditWork, type FreeCreditsStatus, type PlanName, plans } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { periodAt } from './period.ts'
import { planTable } from './plans.ts'

/** What an organization has. `balance` is free to spend; `reserved` is held by jobs under way. */
export interface CreditAccount {
  organizationId: string
  plan: PlanName
  balance: number
  reserved: number
  /** Given for the period that is running, in all. */
  granted: number
  anchorAt: Date
  periodStart: Date
  periodEnd: Date
  /** How far the plan is paid; null while nothing is. */
  paidUntil: Date | null
}

/** Whose free credits an organization gets, as it stands now. */
export interface FreeCredits {
  status: FreeCreditsStatus
  /** Only a period that begins at or after this has them; null for every one. */
  from: Date | null
}

/** Whose free credits an organization gets: an account, and the mailbox it is verified with. */
export interface Grantee {
  userId: string
  email: string
  isVerified: boolean
  /** Whether the account has been given the free credits of its mailbox before. */
  isHolder: boolean
}

/** What is known of a mailbox whose free credits were given. */
export interface Holding {
  /** The account that has them; null when that was deleted. */
  holderId: string | null
  /** The end of the last period that they were given for. */
  givenUntil: Date
}

/** A change of an account, named so that it happens once. */
export interface CreditMove {
  key: string
  kind: CreditEntryKind
  change: number
  reservedChange: number
  jobId: string | null
  /** Of the period whose credits it moves. */
  periodStart: Date
}

/** An account after moves that are to be written with it. */
export interface Moved {
  account: CreditAccount
  moves: CreditMove[]
}

/** A move as we keep it. */
export interface StoredCreditEntry extends CreditMove {
  id: string
  organizationId: string
  balanceAfter: number
  createdAt: Date
}

const move = (kind: CreditEntryKind, key: string, periodStart: Date, change: number, reservedChange = 0, jobId: string | null = null): CreditMove => ({
  kind,
  key: `${kind}:${key}`,
  change,
  reservedChange,
  jobId,
  periodStart,
})

/** The account with moves made. */
const made = (account: CreditAccount, moves: CreditMove[]): Moved => ({
  account: {
    ...account,
    balance: moves.reduce((sum, { change }) => sum + change, account.balance),
    reserved: moves.reduce((sum, { reservedChange }) => sum + reservedChange, account.reserved),
    granted: moves.reduce((sum, { kind, change }) => (kind === 'grant' ? sum + change : sum), account.granted),
  },
  moves,
})

/** The account of an organization that had none. Its months are counted from when the organization was made. */
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
  return giveFree(account, free)
}

const later = (a: Date | null, b: Date): Date => (a !== null && a > b ? a : b)

/**
 * Whose free credits an organization gets. A mailbox has them in one account at a time; who deletes the account and comes
 * back with another has them again from the first period that begins when those given before are over.
 */
export const freeCreditsFor = (grantee: Grantee | null, from: Date | null, holding: Holding | undefined): FreeCredits => {
  if (grantee === null) return { status: 'elsewhere', from }
  if (!grantee.isVerified) return { status: 'email_unverified', from }
  if (holding === undefined || holding.holderId === grantee.userId) return { status: 'given', from }
  return holding.holderId === null ? { status: 'given', from: later(from, holding.givenUntil) } : { status: 'elsewhere', from }
}

/** The free credits that a period beginning at `start` has: a verified person's, in the one organization that has them. */
const freeAt = ({ status, from }: FreeCredits, start: Date): number =>
  status === 'given' && (from === null || from <= start) ? planTable.free.monthlyCredits : 0

/** What a period of the account gives now: the plan's credits as far as it is paid, else the free ones there are. */
const dueTo = ({ plan, paidUntil, periodStart }: CreditAccount, free: FreeCredits, at: Date): number =>
  plan !== 'free' && paidUntil !== null && paidUntil > at ? planTable[plan].monthlyCredits : freeAt(free, periodStart)

/** Gives the period its free credits if it was given none yet: its owner's e-mail was verified after it began. */
const giveFree = (account: CreditAccount, free: FreeCredits): Moved => {
  const due = account.granted === 0 ? freeAt(free, account.periodStart) : 0
  return made(account, due === 0 ? [] : [move('grant', account.periodStart.toISOString(), account.periodStart, due)])
}

/** True when the period that is running is to be given free credits that it does not have. */
export const isOwedFree = (account: CreditAccount, free: FreeCredits): boolean => giveFree(account, free).moves.length > 0

/** True when the moves give free credits, alone or as a part of those of a plan. */
export const givesFree = ({ account, moves }: Moved, free: FreeCredits): boolean =>
  moves.some(({ kind }) => kind === 'grant') && freeAt(free, account.periodStart) > 0

/** True when the account's period is over. A clock that lags behind another server's turns nothing back. */
export const isDue = ({ periodEnd }: CreditAccount, at: Date): boolean => periodEnd <= at

/**
 * Begins the period of `at`, if the account's is over: what is unused expires and the plan's credits come, once,
 * however many periods nobody looked. Held credits stay with their jobs. Free credits that the running period has yet to
 * be given come too.
 */
export const renew = (account: CreditAccount, free: FreeCredits, at: Date): Moved => {
  if (!isDue(account, at)) return giveFree(account, free)
  const { start, end } = periodAt(account.anchorAt, at)
  const over = account.balance > 0 ? [move('expire', account.periodStart.toISOString(), account.periodStart, -account.balance)] : []
  const next = { ...account, granted: 0, periodStart: start, periodEnd: end }
  const due = dueTo(next, free, at)
  return made(next, [...over, ...(due > 0 ? [move('grant', start.toISOString(), start, due)] : [])])
}

/** What is paid for: the plan, since when the running period of it is, and until when it is paid; null where nothing is known or paid. */
export interface PaidFor {
  plan: PlanName
  since: Date | null
  until: Date | null
  /** From when on the running period is paid at this plan, as its bill says; null while the bill cannot be read. */
  planSince?: Date | null
}

/** The credits of an upgrade, rounded down: as many as the difference in price buys that is charged for the rest of the period, rounded to the minor unit. */
export const upgradeCredits = (from: PlanName, to: PlanName, { start, end }: { start: Date; end: Date }, since: Date): number => {
  const share = Math.max(0, Math.min(1, (end.getTime() - since.getTime()) / (end.getTime() - start.getTime())))
  const [small, large] = [planTable[from], planTable[to]]
  const price = large.amountMinor - small.amountMinor
  if (price <= 0) return 0
  return Math.max(0, Math.floor(((large.monthlyCredits - small.monthlyCredits) * Math.round(price * share)) / price))
}

const isLarger = (plan: PlanName, than: PlanName): boolean => plans.indexOf(plan) > plans.indexOf(than)

/** Adds what is missing to `due` credits in the running period. `plan` names the move, so that it happens once a period. */
const topUp = ({ account, moves }: Moved, due: number, plan: PlanName): Moved => {
  const missing = due - account.granted
  if (missing <= 0) return { account, moves }
  const more = made(account, [move('grant', `${account.periodStart.toISOString()}:${plan}`, account.periodStart, missing)])
  return { account: more.account, moves: [...moves, ...more.moves] }
}

/** The account in the period that is running, paid at `plan` for all of it. A period in which only the free credits were given was not paid before. */
const payPeriod = (account: CreditAccount, plan: PlanName, free: FreeCredits, at: Date): Moved => {
  const renewed = renew({ ...account, plan }, free, at)
  return renewed.account.granted <= planTable.free.monthlyCredits ? topUp(renewed, dueTo(renewed.account, free, at), plan) : renewed
}

/**
 * The account on what is paid for now. Beginning to pay begins a period, from which months are counted on. A larger plan
 * adds credits in proportion to the share of the period it is paid for, as its price is; a smaller one takes nothing away
 * before the period ends. Heard of twice, it is one change.
 */
export const follow = (before: CreditAccount, { plan, since, until, planSince = null }: PaidFor, free: FreeCredits, at: Date): Moved => {
  const told: CreditAccount = { ...before, paidUntil: until }
  if (plan === 'free') return renew({ ...told, plan }, free, at)
  if (before.plan === 'free') {
    const isBegun = since !== null && since > before.periodStart
    // The provider's clock may be a little ahead of ours: its period is the one that is paid.
    return payPeriod(isBegun ? { ...told, anchorAt: since, periodEnd: since } : told, plan, free, isBegun && since > at ? since : at)
  }
  if (!isLarger(plan, before.plan)) return payPeriod(told, plan, free, at)
  const base = payPeriod(told, before.plan, free, at)
  const { granted, periodStart: start, periodEnd: end } = base.account
  const due = Math.min(granted, planTable[before.plan].monthlyCredits) + upgradeCredits(before.plan, plan, { start, end }, planSince ?? at)
  return topUp({ ...base, account: { ...base.account, plan } }, until !== null && until > at ? due : 0, plan)
}

/** What the next period gives when nothing changes until then. */
const nextGrantOf = ({ plan }: CreditAccount, { status }: FreeCredits): number => (plan === 'free' && status !== 'given' ? 0 : planTable[plan].monthlyCredits)

/** Why there is nothing left, and so what to do about it. */
const exhausted = (account: CreditAccount, free: FreeCredits): never => {
  const { balance, plan, periodEnd } = account
  const details = { balance, plan, nextGrantAt: periodEnd.toISOString(), nextGrant: nextGrantOf(account, free) }
  if (plan === 'free' && free.status !== 'given') fail(`credits.${free.status}`, details)
  return fail('credits.exhausted', details)
}

/**
 * Holds one credit for a job. `time` counts how often the job was asked for. When none is left it fails with
 * `credits.exhausted`, or with why there are no free ones: `credits.email_unverified` or `credits.elsewhere`.
 */
export const reserve = (account: CreditAccount, free: FreeCredits, jobId: string, time: number): Moved => {
  const { balance, periodStart } = account
  if (balance < 1) exhausted(account, free)
  return made(account, [move('reserve', `${jobId}:${time}`, periodStart, -1, 1, jobId)])
}

/** Spends the credit that a job holds: it succeeded. `cause` names what told us of it. */
export const settle = (account: CreditAccount, held: CreditMove, cause: string): Moved =>
  made(account, [move('settle', cause, held.periodStart, 0, -1, held.jobId)])

/** Gives back the credit that a job holds: it came to nothing. One of a period that is over expires with it. */
export const release = (account: CreditAccount, held: CreditMove, cause: string): Moved => {
  const isOver = held.periodStart.getTime() !== account.periodStart.getTime()
  return made(account, [
    move('release', cause, held.periodStart, 1, -1, held.jobId),
    ...(isOver ? [move('expire', cause, held.periodStart, -1, 0, held.jobId)] : []),
  ])
}

/** The reservations of a job that nothing has ended yet, oldest first. `entries` are all of the job's. */
export const heldBy = <E extends CreditMove & { createdAt: Date; id: string }>(entries: readonly E[]): E[] => {
  const ended = entries.filter(({ kind }) => kind === 'settle' || kind === 'release').length
  return entries
    .filter(({ kind }) => kind === 'reserve')
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .slice(ended)
}

/** The account as it goes over the wire. */
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

/** An entry as it goes over the wire, with what its job was for. */
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
