import { type CreditBalance, type CreditEntry, type CreditEntryKind, type CreditWork, type PlanName, plans } from '@pantheon/contract'
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
  ...{ kind, key: `${kind}:${key}`, change, reservedChange, jobId, periodStart },
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
export const openAccount = (organizationId: string, madeAt: Date, at: Date): Moved => {
  const { start, end } = periodAt(madeAt, at)
  const account: CreditAccount = {
    ...{ organizationId, plan: 'free' as const, balance: 0, reserved: 0, granted: 0 },
    ...{ anchorAt: madeAt, periodStart: start, periodEnd: end, paidUntil: null },
  }
  return made(account, [move('grant', start.toISOString(), start, planTable.free.monthlyCredits)])
}

/** What a period of the account gives now: the plan's credits as far as it is paid, else those of the free one. */
const dueTo = ({ plan, paidUntil }: CreditAccount, at: Date): number => planTable[paidUntil !== null && paidUntil > at ? plan : 'free'].monthlyCredits

/** True when the account's period is over. A clock that lags behind another server's turns nothing back. */
export const isDue = ({ periodEnd }: CreditAccount, at: Date): boolean => periodEnd <= at

/**
 * Begins the period of `at`, if the account's is over: what is unused expires and the plan's credits come, once,
 * however many periods nobody looked. Held credits stay with their jobs.
 */
export const renew = (account: CreditAccount, at: Date): Moved => {
  if (!isDue(account, at)) return { account, moves: [] }
  const { start, end } = periodAt(account.anchorAt, at)
  const over = account.balance > 0 ? [move('expire', account.periodStart.toISOString(), account.periodStart, -account.balance)] : []
  return made({ ...account, granted: 0, periodStart: start, periodEnd: end }, [...over, move('grant', start.toISOString(), start, dueTo(account, at))])
}

/**
 * The account on what is paid for now. Beginning to pay begins a period, from which months are counted on; a larger plan
 * adds what is missing to its credits at once; a smaller one takes nothing away before the period ends. `since` is when
 * the paid period began. Told twice, it is one change.
 */
export const follow = (before: CreditAccount, paid: { plan: PlanName; since: Date | null; until: Date | null }, at: Date): Moved => {
  const isBegun = before.plan === 'free' && paid.plan !== 'free' && paid.since !== null && paid.since > before.periodStart && paid.since <= at
  const told: CreditAccount = { ...before, plan: paid.plan, paidUntil: paid.until }
  const { account, moves } = renew(isBegun && paid.since ? { ...told, anchorAt: paid.since, periodEnd: paid.since } : told, at)
  const missing = dueTo(account, at) - account.granted
  if (missing <= 0) return { account, moves }
  const more = made(account, [move('grant', `${account.periodStart.toISOString()}:${account.plan}`, account.periodStart, missing)])
  return { account: more.account, moves: [...moves, ...more.moves] }
}

/** Holds one credit for a job. `time` counts how often the job was asked for. Fails with `credits.exhausted` when none is left. */
export const reserve = (account: CreditAccount, jobId: string, time: number): Moved => {
  const { balance, plan, periodStart, periodEnd } = account
  if (balance < 1) fail('credits.exhausted', { balance, plan, nextGrantAt: periodEnd.toISOString(), nextGrant: planTable[plan].monthlyCredits })
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
export const toBalance = ({ anchorAt: _, paidUntil: __, periodStart, periodEnd, ...rest }: CreditAccount): CreditBalance => ({
  ...rest,
  periodStart: periodStart.toISOString(),
  periodEnd: periodEnd.toISOString(),
  nextGrant: planTable[rest.plan].monthlyCredits,
})

/** An entry as it goes over the wire, with what its job was for. */
export const toEntry = (
  { id, kind, key, change, reservedChange, balanceAfter, jobId, periodStart, createdAt }: StoredCreditEntry,
  work: CreditWork | undefined,
): CreditEntry => ({
  ...{ id, kind, change, reservedChange, balanceAfter, jobId, work: work ?? null },
  plan: plans.find((plan) => kind === 'grant' && key.endsWith(`:${plan}`)) ?? null,
  periodStart: periodStart.toISOString(),
  createdAt: createdAt.toISOString(),
})
