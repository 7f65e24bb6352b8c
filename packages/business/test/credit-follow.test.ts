import { type PlanName, plans } from '@pantheon/contract'
import { rounds } from '@pantheon/db/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CreditAccount, type FreeCredits, follow, openAccount, renew } from '../src/credits/credit.ts'
import { periodAt } from '../src/credits/period.ts'
import { planTable } from '../src/credits/plans.ts'

type Paid = Exclude<PlanName, 'free'>
const minute = 60_000
const day = 1440 * minute
const free: FreeCredits = { status: 'given', from: null }
const start = new Date('2027-01-31T09:00:00.000Z')
const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minute)

/** A provider that bills as ours do, and an account that hears of it now and then. `owed` is what the money allows, the free credits of each period beside it. */
const createModel = (readsBills: boolean) => {
  let at = start
  let account: CreditAccount = openAccount('acme', start, free, start).account
  let sub: { plan: Paid; next: Paid | 'free'; anchor: Date; end: Date; since: Date } | undefined
  let owed = 0
  let granted = planTable.free.monthlyCredits
  let periods = 1
  const keys = new Set<string>()
  const write = (moved: { account: CreditAccount; moves: { kind: string; change: number; key: string }[] }): void => {
    if (moved.account.periodStart.getTime() !== account.periodStart.getTime()) periods += 1
    account = moved.account
    for (const { kind, change, key } of moved.moves) {
      expect(keys.has(key)).toBe(false)
      keys.add(key)
      if (kind === 'grant') granted += change
    }
  }
  const pay = (yen: number, per: { amount: number; credits: number }): void => {
    owed += (yen * per.credits) / per.amount
  }
  const month = (plan: Paid) => ({ amount: planTable[plan].amountMinor, credits: planTable[plan].monthlyCredits })
  /** What the provider does by itself: renewals, smaller plans, the end. */
  const advance = (minutes: number): void => {
    const until = later(at, minutes)
    while (sub && sub.end <= until) {
      if (sub.next === 'free') sub = undefined
      else {
        const { anchor, end, next } = sub
        sub = { plan: next, next, anchor, end: periodAt(anchor, end).end, since: end }
        pay(planTable[next].amountMinor, month(next))
      }
    }
    at = until
  }
  const acts = {
    hear: () => {
      const period = sub && periodAt(sub.anchor, new Date(sub.end.getTime() - 1))
      const planSince = readsBills ? sub?.since : null
      write(follow(account, { plan: sub?.plan ?? 'free', since: period?.start ?? null, until: sub?.end ?? null, planSince: planSince ?? null }, free, at))
    },
    look: () => write(renew(account, free, at)),
    begin: (plan: Paid) => {
      if (sub) return
      sub = { plan, next: plan, anchor: at, end: periodAt(at, at).end, since: at }
      pay(planTable[plan].amountMinor, month(plan))
      acts.hear()
    },
    choose: (plan: Paid) => {
      if (!sub) return
      if (plans.indexOf(plan) <= plans.indexOf(sub.plan)) sub = { ...sub, next: plan }
      else {
        const { start: from, end } = periodAt(sub.anchor, new Date(sub.end.getTime() - 1))
        const share = (end.getTime() - at.getTime()) / (end.getTime() - from.getTime())
        const [small, large] = [month(sub.plan), month(plan)]
        const difference = { amount: large.amount - small.amount, credits: large.credits - small.credits }
        // The provider rounds both prices: a yen of it is the buyer's.
        pay(Math.round(large.amount * share) - Math.round(small.amount * share) + 1, difference)
        sub = { ...sub, plan, next: plan, since: at }
      }
    },
    cancel: () => {
      if (sub) sub = { ...sub, next: 'free' }
    },
  }
  return {
    acts,
    advance,
    sums: () => ({ owed: owed + periods * planTable.free.monthlyCredits, granted }),
    untilEnd: () => sub && sub.end.getTime() - at.getTime(),
  }
}

const step = fc.oneof(
  fc.record({ act: fc.constantFrom('begin' as const, 'choose' as const), plan: fc.constantFrom<Paid>('basic', 'pro') }),
  fc.record({ act: fc.constantFrom('hear' as const, 'look' as const, 'cancel' as const) }),
  fc.record({ act: fc.constant('wait' as const), minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 45 * 1440 })) }),
  // Shortly before the renewal, when a larger plan costs next to nothing.
  fc.record({ act: fc.constant('waitForEnd' as const), minutes: fc.integer({ min: 1, max: 60 }) }),
)

describe('Credits for what is paid', () => {
  it.each([true, false])('are never more than the money allows, over random upgrades, downgrades and cancels (bills known: %s)', (readsBills) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const model = createModel(readsBills)
        for (const each of steps) {
          if (each.act === 'wait') model.advance(each.minutes)
          else if (each.act === 'waitForEnd') model.advance(Math.max(0, Math.floor((model.untilEnd() ?? day) / minute) - each.minutes))
          else if (each.act === 'begin' || each.act === 'choose') model.acts[each.act](each.plan)
          else model.acts[each.act]()
          const { owed, granted } = model.sums()
          expect(granted).toBeLessThanOrEqual(owed)
        }
      }),
      rounds(200, 400),
    )
  })

  const begun = (plan: Paid) =>
    follow(
      openAccount('acme', start, free, start).account,
      { plan, since: later(start, 5), until: periodAt(later(start, 5), later(start, 5)).end },
      free,
      later(start, 6),
    ).account
  it('come in proportion to the share of the month that a larger plan is paid for, whenever that is heard of', () => {
    const account = begun('basic')
    const { start: since, end: until } = { start: account.periodStart, end: account.periodEnd }
    const half = new Date((since.getTime() + until.getTime()) / 2)
    const grantedAt = (at: Date, planSince: Date | null) => follow(account, { plan: 'pro', since, until, planSince }, free, at).account.granted
    expect(grantedAt(half, null)).toBe(60 + 95)
    expect(grantedAt(later(half, 3 * 1440), half)).toBe(60 + 95)
    expect(grantedAt(later(until, -30), null)).toBe(60)
    expect(grantedAt(later(since, 5), later(since, 5))).toBe(250)
  })
  it('are a whole month for a larger plan that was heard of only after it had been renewed', () => {
    const account = begun('basic')
    const since = account.periodEnd
    const paid = { plan: 'pro' as const, since, until: periodAt(account.anchorAt, later(since, 1)).end, planSince: since }
    expect(follow(account, paid, free, later(since, 60)).account.granted).toBe(250)
  })
  it('are those of one month for one payment when the clock of the provider is ahead', () => {
    const since = later(start, 5)
    const until = periodAt(since, since).end
    const { account } = follow(openAccount('acme', start, free, start).account, { plan: 'basic', since, until }, free, later(since, -1))
    expect(account).toMatchObject({ periodStart: since, periodEnd: until, granted: 60 })
    expect(renew(account, free, later(until, -1)).moves).toEqual([])
  })
})
