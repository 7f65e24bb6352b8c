import { describe, expect, it } from 'vitest'
import { follow, openAccount } from '../src/credits/credit.ts'
import { applyProviderState, currentOf, graceMs, kindOfChange, markSurplus, planOf, quotedAt, type StoredSubscription } from '../src/credits/subscription.ts'
import type { ProviderSubscription } from '../src/credits/subscriptions.port.ts'

const start = new Date('2027-01-10T00:00:00.000Z')
const day = 86_400_000
const after = (days: number): Date => new Date(start.getTime() + days * day)
const opened: StoredSubscription = {
  id: 'ours',
  organizationId: 'acme',
  provider: 'test',
  providerSubscriptionId: null,
  customerId: null,
  plan: 'basic',
  state: 'opened',
  periodEnd: null,
  cancelsAtPeriodEnd: false,
  pastDueSince: null,
  nextPlan: null,
  calledOffAt: null,
  createdAt: start,
}
const theirs = (more: Partial<ProviderSubscription> = {}): ProviderSubscription => ({
  reference: 'ours',
  providerSubscriptionId: 'sub_1',
  customerId: 'cus_1',
  plan: 'basic',
  state: 'active',
  periodStart: start,
  periodEnd: after(31),
  cancelsAtPeriodEnd: false,
  nextPlan: null,
  endedAt: null,
  endedUnpaid: false,
  createdAt: start,
  ...more,
})

describe('A subscription', () => {
  it('whose renewal is not paid keeps its plan for a week, counted from the first news of it', () => {
    const active = applyProviderState(opened, theirs(), start)
    const unpaid = applyProviderState(applyProviderState(active, theirs({ state: 'past_due' }), after(31)), theirs({ state: 'past_due' }), after(35))
    expect(unpaid.pastDueSince).toEqual(after(31))
    expect(planOf(unpaid, new Date(after(31).getTime() + graceMs - 1))).toBe('basic')
    expect(planOf(unpaid, new Date(after(31).getTime() + graceMs))).toBe('free')
    expect(planOf(applyProviderState(unpaid, theirs(), after(40)), after(60))).toBe('basic')
  })
  it('that ended stays so, and what was only opened gives nothing', () => {
    const ended = applyProviderState(opened, theirs({ state: 'ended' }), start)
    expect(applyProviderState(ended, theirs(), after(1))).toEqual(ended)
    expect([opened, ended, undefined].map((each) => planOf(each, start))).toEqual(['free', 'free', 'free'])
  })
})

describe('Two subscriptions', () => {
  const first = applyProviderState(opened, theirs(), start)
  const second: StoredSubscription = { ...opened, id: 'second', plan: 'pro' }
  const begun = applyProviderState(second, theirs({ reference: 'second', providerSubscriptionId: 'sub_2', plan: 'pro' }), after(1))

  it('are one: what begins beside one that is paid for is called off, and gives nothing', () => {
    const surplus = markSurplus(second, begun, [first])
    expect(surplus).toMatchObject({ state: 'surplus', providerSubscriptionId: 'sub_2', calledOffAt: null })
    expect(currentOf([surplus, first])).toBe(first)
    // Heard of again before it has ended, it is still to be called off.
    expect(applyProviderState(surplus, theirs({ plan: 'pro' }), after(1)).state).toBe('surplus')
    // It may have ended there before its money was given back.
    expect(applyProviderState(surplus, theirs({ plan: 'pro', state: 'ended' }), after(1)).state).toBe('surplus')
    const ended = applyProviderState(surplus, theirs({ plan: 'pro', state: 'ended' }), after(2), true)
    expect(ended).toMatchObject({ state: 'ended', calledOffAt: after(2) })
    expect(currentOf([ended, first])).toBe(first)
    expect(currentOf([ended, opened])).toBe(opened)
  })
  it('are two, one after another, when the first has ended', () => {
    const ended = applyProviderState(first, theirs({ state: 'ended' }), after(40))
    expect(markSurplus(second, begun, [ended])).toBe(begun)
    expect(currentOf([begun, ended])).toBe(begun)
    // A renewal that was paid after all makes nobody give up what they have.
    expect(markSurplus(first, applyProviderState(first, theirs(), after(1)), [begun]).state).toBe('active')
  })
})

describe('Another plan', () => {
  it('is more, less, or what there is', () => {
    expect([kindOfChange(null, 'pro'), kindOfChange('basic', 'pro'), kindOfChange('pro', 'basic'), kindOfChange('pro', 'pro')]).toEqual([
      'begin',
      'upgrade',
      'downgrade',
      'keep',
    ])
  })
  it('is counted from the moment of its quote, for half an hour', () => {
    expect(quotedAt(undefined, start)).toBeNull()
    expect(quotedAt(start.toISOString(), new Date(start.getTime() + 29 * 60_000))).toEqual(start)
    const old = { code: 'subscription.quote_old' }
    expect(() => quotedAt(start.toISOString(), new Date(start.getTime() + 31 * 60_000))).toThrow(expect.objectContaining(old))
    expect(() => quotedAt(after(1).toISOString(), start)).toThrow(expect.objectContaining(old))
  })
})

describe('The credits of a plan', () => {
  const free = { status: 'given', from: null } as const
  const fresh = openAccount('acme', start, free, start).account
  const basic = follow(fresh, { plan: 'basic', since: after(3), until: after(34) }, free, after(3)).account

  it('come once, with a period of their own', () => {
    expect(basic).toMatchObject({ plan: 'basic', balance: 60, granted: 60, periodStart: after(3) })
    expect(follow(basic, { plan: 'basic', since: after(3), until: after(34) }, free, after(4)).moves).toEqual([])
  })
  it('are the free ones in a period that is not paid, and the rest when it is', () => {
    const unpaid = follow(basic, { plan: 'basic', since: after(34), until: null }, free, after(35)).account
    expect(unpaid).toMatchObject({ plan: 'basic', balance: 10, granted: 10 })
    const paid = follow(unpaid, { plan: 'basic', since: after(34), until: after(62) }, free, after(36))
    expect(paid.account).toMatchObject({ balance: 60, granted: 60 })
    expect(paid.moves.map(({ kind, change }) => [kind, change])).toEqual([['grant', 50]])
  })
})
