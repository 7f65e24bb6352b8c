import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const day = 86_400_000
type Plan = 'basic' | 'pro'
const cardOf = (number: string) => ({ number, expiry: '12/30', cvc: '123' })
const good = cardOf('4242 4242 4242 4242')
/** Pays once, and is declined at every renewal. */
const once = cardOf('4000 0000 0000 0341')
const poor = cardOf('4000 0000 0000 0002')
const insufficient = cardOf('4000 0000 0000 9995')

const balanceOf = (caller: SignedInCaller) => caller.api.business.credits.balance.query()
const ask = (caller: SignedInCaller) => caller.api.business.subscription
const subscriptionOf = (caller: SignedInCaller) => ask(caller).get.query()
const changes = (caller: SignedInCaller, plan: Plan, quotedAt?: string) => ask(caller).change.mutate({ plan, ...(quotedAt && { quotedAt }) })
const movesOf = async (caller: SignedInCaller) => (await caller.api.business.credits.entries.query({})).items.map(({ kind, change }) => `${kind} ${change}`)

describe.each(storyDialects)('A plan, on %s', (dialect) => {
  let w: World
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  beforeAll(async () => {
    w = await world(dialect, { clock })
  })
  afterAll(() => w.close())
  const subscribes = async (plan: Plan, card = good): Promise<SignedInCaller> => {
    const buyer = await w.buyer()
    await balanceOf(buyer)
    await ask(buyer).pay.mutate({ plan, card })
    return buyer
  }
  /** The same person, after so many days. */
  const later = async (days: number, { api, account, password }: SignedInCaller): Promise<void> => {
    shift += days * day
    await api.auth.login.mutate({ email: account.user.email, password })
    await w.system.services.subscriptions.catchUp()
  }
  const billsOf = async (caller: SignedInCaller): Promise<string[]> => {
    const { subscriptions, testSubscriptions, testBills } = w.db.tables
    const ours = (await w.db.select().from(subscriptions)).filter((each) => each.organizationId === caller.account.organization.id)
    const theirs = (await w.db.select().from(testSubscriptions)).filter(({ reference }) => ours.some(({ id }) => id === reference))
    const bills = (await w.db.select().from(testBills).orderBy(testBills.createdAt, testBills.id)).filter((bill) =>
      theirs.some(({ id }) => id === bill.subscriptionId),
    )
    return bills.map(({ amountMinor, paidAt, refundedAt }) => `${amountMinor}${paidAt ? '' : ' open'}${refundedAt ? ' back' : ''}`)
  }

  describe('begins', () => {
    it('with a test card, gives its credits at once, and begins a period', async () => {
      const buyer = await w.buyer()
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', subscribed: null, state: null, provider: 'test', isTest: true, entry: 'test_card' })
      expect(await balanceOf(buyer)).toMatchObject({ balance: 10 })
      expect(await ask(buyer).quote.query({ plan: 'basic' })).toMatchObject({ kind: 'begin', dueNow: '980', monthly: '980', currency: 'JPY' })
      expect(await ask(buyer).pay.mutate({ plan: 'basic', card: good })).toMatchObject({ plan: 'basic', subscribed: 'basic', state: 'active', nextPlan: null })
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 60, granted: 60, nextGrant: 60 })
      expect(await movesOf(buyer)).toEqual(['grant 60', 'expire -10', 'grant 10'])
      expect((await balanceOf(buyer)).periodEnd).toBe((await subscriptionOf(buyer)).periodEnd)
      expect(await refusalOf(ask(buyer).pay.mutate({ plan: 'pro', card: good }))).toBe('subscription.exists')
      expect(await refusalOf(ask(buyer).checkout.mutate({ plan: 'pro' }))).toBe('subscription.exists')
      expect(await billsOf(buyer)).toEqual(['980'])
    })

    it('not with a card that is declined, which leaves the next one to pay', async () => {
      const buyer = await w.buyer()
      for (const card of [poor, insufficient]) expect(await refusalOf(ask(buyer).pay.mutate({ plan: 'pro', card }))).toBe('payment.declined')
      const refused = await buyer.rest('POST', '/subscription/pay', { plan: 'pro', card: poor })
      expect([refused.status, refused.body.code, refused.body.details]).toEqual([402, 'payment.declined', { reason: 'card_declined' }])
      expect(await refusalOf(ask(buyer).pay.mutate({ plan: 'pro', card: cardOf('4111111111111111') }))).toBe('payment.unknown_test_card')
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'free', balance: 10 })
      expect(await ask(buyer).pay.mutate({ plan: 'pro', card: good })).toMatchObject({ plan: 'pro' })
      expect(await billsOf(buyer)).toEqual(['2980'])
    })

    it('not with a card that has expired, and neither is a card replaced by one', async () => {
      const buyer = await w.buyer()
      const expired = { ...good, expiry: '01/20' }
      const refused = await buyer.rest('POST', '/subscription/pay', { plan: 'pro', card: expired })
      expect([refused.status, refused.body.code, refused.body.details]).toEqual([402, 'payment.declined', { reason: 'expired_card' }])
      await ask(buyer).pay.mutate({ plan: 'pro', card: good })
      const kept = await buyer.rest('POST', '/subscription/card', { card: expired })
      expect([kept.status, kept.body.code, kept.body.details]).toEqual([402, 'payment.declined', { reason: 'expired_card' }])
      expect((await ask(buyer).cardOnFile.query()).card).toMatchObject({ expires: '2030-12' })
    })

    it('once, however often and at once one presses', async () => {
      const buyer = await w.buyer()
      const answers = await Promise.allSettled(Array.from({ length: 5 }, () => ask(buyer).pay.mutate({ plan: 'basic', card: good })))
      expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active', calledOff: null })
      expect(await billsOf(buyer)).toEqual(['980'])
      expect(await balanceOf(buyer)).toMatchObject({ balance: 60 })
    })

    it('on a page that is ours, where the embedded provider is at work', async () => {
      const buyer = await w.buyer()
      expect((await ask(buyer).checkout.mutate({ plan: 'pro' })).url).toMatch(/\/plan\?choose=pro$/)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', state: 'opened' })
      expect(await refusalOf(ask(buyer).portal.mutate())).toBe('subscription.not_found')
      await ask(buyer).pay.mutate({ plan: 'pro', card: good })
      expect((await ask(buyer).portal.mutate()).url).toMatch(/\/plan\?card=1$/)
    })

    it('for one plan only, when two tabs pay for two at once: the other is given back', async () => {
      for (let round = 0; round < 4; round++) {
        const buyer = await w.buyer()
        const tabs = [ask(buyer).pay.mutate({ plan: 'basic', card: good }), ask(buyer).pay.mutate({ plan: 'pro', card: good })]
        const answers = await Promise.allSettled(tabs)
        const paid = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.plan] : []))
        expect(paid).toHaveLength(1)
        for (const answer of answers) if (answer.status === 'rejected') expect(await refusalOf(Promise.reject(answer.reason))).toBe('subscription.exists')
        await w.system.services.subscriptions.catchUp()
        expect(await subscriptionOf(buyer)).toMatchObject({ plan: paid[0], state: 'active' })
        expect((await billsOf(buyer)).filter((bill) => !bill.endsWith('back'))).toEqual([paid[0] === 'pro' ? '2980' : '980'])
        expect(await balanceOf(buyer)).toMatchObject({ plan: paid[0], granted: paid[0] === 'pro' ? 250 : 60 })
      }
    })

    it('and nobody is overlooked behind hundreds the provider has nothing new of', async () => {
      const buyer = await subscribes('basic')
      const organizationId = buyer.account.organization.id
      const other = (await w.buyer()).account.organization.id
      const { subscriptions } = w.db.tables
      const [own] = await w.db.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId))
      await w.db.update(subscriptions).set({ state: 'past_due' }).where(eq(subscriptions.organizationId, organizationId))
      const silent = Array.from({ length: 450 }, (_, n) => ({
        ...own!,
        id: `00000000-${n}`,
        organizationId: other,
        providerSubscriptionId: `silent-${n}`,
        state: 'past_due' as const,
      }))
      await w.db.insert(subscriptions).values(silent)
      for (let looks = 0; looks < 3; looks++) await w.system.services.subscriptions.catchUp()
      expect(await subscriptionOf(buyer)).toMatchObject({ state: 'active' })
      await w.db.delete(subscriptions).where(eq(subscriptions.organizationId, other))
    })

    it('and one that was paid for beside another is called off later, when the provider could not be asked', async () => {
      const buyer = await subscribes('basic')
      const { organizationId } = (await w.db.select().from(w.db.tables.subscriptions)).find((each) => each.organizationId === buyer.account.organization.id)!
      // As a page leaves it that was paid on in the moment it was given up, by a process that died then.
      const provider = { provider: 'test', providerSubscriptionId: 'test_surplus', customerId: 'test_x', plan: 'pro' as const, state: 'surplus' as const }
      const none = { periodEnd: null, cancelsAtPeriodEnd: false, pastDueSince: null, nextPlan: null, calledOffAt: null }
      await w.db.insert(w.db.tables.subscriptions).values({ id: 'surplus', organizationId, ...provider, ...none, createdAt: clock.now() })
      const agreed = { amountMinor: 2980, currency: 'JPY' as const, nextPlan: null, nextAmountMinor: null, unpaidSince: null }
      const theirs = { id: 'test_surplus', reference: 'surplus', plan: 'pro' as const, startedAt: clock.now(), endsAt: null, ...agreed }
      await w.db.insert(w.db.tables.testSubscriptions).values({ ...theirs, card: null, billedUntil: new Date(clock.now().getTime() + 30 * day) })
      const bill = { id: 'bill', subscriptionId: 'test_surplus', reason: 'begin' as const, plan: 'pro' as const, amountMinor: 2980, currency: 'JPY' as const }
      await w.db.insert(w.db.tables.testBills).values({ ...bill, attempts: 1, createdAt: clock.now(), paidAt: clock.now(), refundedAt: null })
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active', calledOff: null })
      await w.system.services.subscriptions.catchUp()
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active', calledOff: { plan: 'pro' } })
      expect(await billsOf(buyer)).toEqual(['980', '2980 back'])
    })
  })

  describe('is changed', () => {
    it('to a larger one at once, for the difference that was shown, once', async () => {
      const buyer = await subscribes('basic')
      await later(10, buyer)
      const quote = await ask(buyer).quote.query({ plan: 'pro' })
      expect(quote).toMatchObject({ kind: 'upgrade', monthly: '2980', currency: 'JPY', renewsAt: (await subscriptionOf(buyer)).periodEnd })
      expect(Number(quote.dueNow)).toBeGreaterThan(1200)
      expect(Number(quote.dueNow)).toBeLessThan(1400)
      shift += 20 * 60_000
      await Promise.all([changes(buyer, 'pro', quote.quotedAt), changes(buyer, 'pro', quote.quotedAt)])
      expect(await billsOf(buyer)).toEqual(['980', quote.dueNow])
      expect(quote.creditsNow).toBeGreaterThan(115)
      expect(quote.creditsNow).toBeLessThan(135)
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', balance: 60 + quote.creditsNow })
      expect((await movesOf(buyer)).slice(0, 2)).toEqual([`grant ${quote.creditsNow}`, 'grant 60'])
    })

    it('shortly before the renewal for next to nothing, which buys next to no credits', async () => {
      const buyer = await subscribes('basic')
      const { periodEnd } = await subscriptionOf(buyer)
      await later((Date.parse(periodEnd ?? '') - clock.now().getTime()) / day - 30 / 1440, buyer)
      const quote = await ask(buyer).quote.query({ plan: 'pro' })
      expect([Number(quote.dueNow) <= 2, quote.creditsNow]).toEqual([true, 0])
      await changes(buyer, 'pro', quote.quotedAt)
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', granted: 60 })
      await ask(buyer).cancel.mutate()
      await later(1, buyer)
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'free', granted: 10 })
    })

    it('not by a quote that is too old, nor with a card that is declined', async () => {
      const buyer = await subscribes('basic', once)
      const { quotedAt } = await ask(buyer).quote.query({ plan: 'pro' })
      shift += 40 * 60_000
      expect(await refusalOf(changes(buyer, 'pro', quotedAt))).toBe('subscription.quote_old')
      expect(await refusalOf(changes(buyer, 'pro'))).toBe('payment.declined')
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
      expect(await billsOf(buyer)).toEqual(['980'])
      await ask(buyer).card.mutate({ card: good })
      expect(await changes(buyer, 'pro')).toMatchObject({ plan: 'pro' })
    })

    it('to a smaller one when what is paid for is used up, and not at all when that is taken back', async () => {
      const buyer = await subscribes('pro')
      const { periodEnd } = await subscriptionOf(buyer)
      expect(await ask(buyer).quote.query({ plan: 'basic' })).toMatchObject({ kind: 'downgrade', dueNow: '0', monthly: '980', startsAt: periodEnd })
      expect(await changes(buyer, 'basic')).toMatchObject({ plan: 'pro', nextPlan: 'basic', periodEnd, cancelsAtPeriodEnd: false })
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', balance: 250 })
      expect(await ask(buyer).quote.query({ plan: 'pro' })).toMatchObject({ kind: 'keep', dueNow: '0' })
      expect(await changes(buyer, 'pro')).toMatchObject({ plan: 'pro', nextPlan: null })
      await later(32, buyer)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro' })
      await changes(buyer, 'basic')
      await later(31, buyer)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', subscribed: 'basic', nextPlan: null })
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 60, granted: 60 })
      expect(await billsOf(buyer)).toEqual(['2980', '2980', '980'])
    })

    it('by what was said last: to end, or to become smaller', async () => {
      const buyer = await subscribes('pro')
      await changes(buyer, 'basic')
      expect(await ask(buyer).cancel.mutate()).toMatchObject({ cancelsAtPeriodEnd: true, nextPlan: null })
      expect(await changes(buyer, 'basic')).toMatchObject({ cancelsAtPeriodEnd: false, nextPlan: 'basic' })
    })
  })

  describe('goes on', () => {
    it('month by month; cancelled, it stays until its period ends, and can be taken up again before', async () => {
      const buyer = await subscribes('basic')
      await later(32, buyer)
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 60 })
      expect(await movesOf(buyer)).toEqual(['grant 60', 'expire -60', 'grant 60', 'expire -10', 'grant 10'])
      expect(await ask(buyer).cancel.mutate()).toMatchObject({ plan: 'basic', cancelsAtPeriodEnd: true })
      expect(await ask(buyer).resume.mutate()).toMatchObject({ cancelsAtPeriodEnd: false })
      await ask(buyer).cancel.mutate()
      await later(20, buyer)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
      await later(20, buyer)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', subscribed: null, state: 'ended' })
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'free', balance: 10 })
      expect(await refusalOf(ask(buyer).resume.mutate())).toBe('subscription.not_found')
      await ask(buyer).pay.mutate({ plan: 'pro', card: good })
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', balance: 250 })
    })

    it('after three months in which no server ran: every month is billed once, and the credits are those of one', async () => {
      const buyer = await subscribes('basic')
      shift += 100 * day
      const [first, second] = [await w.another({ clock }), await w.another({ clock })]
      try {
        await Promise.all([first, second, w].map(({ system }) => system.services.subscriptions.catchUp()))
        await Promise.all([first, second].map(({ system }) => system.services.credits.sweep()))
      } finally {
        await first.close()
        await second.close()
      }
      await buyer.api.auth.login.mutate({ email: buyer.account.user.email, password: buyer.password })
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
      expect(await billsOf(buyer)).toEqual(['980', '980', '980', '980'])
      expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 60, granted: 60 })
    })

    it('a week without being paid; another card pays what is open at once', async () => {
      const buyer = await subscribes('basic', once)
      await later(32, buyer)
      const unpaid = await subscriptionOf(buyer)
      expect(unpaid).toMatchObject({ plan: 'basic', state: 'past_due' })
      expect(Date.parse(unpaid.graceEndsAt ?? '')).toBeGreaterThan(clock.now().getTime() + 6 * day)
      // In a month that is not paid only the free credits are given.
      expect(await balanceOf(buyer)).toMatchObject({ balance: 10, granted: 10 })
      expect(await refusalOf(changes(buyer, 'pro'))).toBe('subscription.past_due')
      expect(await refusalOf(ask(buyer).card.mutate({ card: poor }))).toBe('payment.declined')
      expect(await ask(buyer).card.mutate({ card: good })).toMatchObject({ state: 'active', graceEndsAt: null })
      expect(await balanceOf(buyer)).toMatchObject({ balance: 60, granted: 60 })
      expect(await billsOf(buyer)).toEqual(['980', '980'])
    })

    it('until the last retry: then it has ended, and the free plan counts', async () => {
      const buyer = await subscribes('pro', once)
      await later(32, buyer)
      await later(1, buyer)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro', state: 'past_due' })
      await later(6, buyer)
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', subscribed: null, state: 'ended', graceEndsAt: null })
      expect(await refusalOf(ask(buyer).card.mutate({ card: good }))).toBe('subscription.not_found')
      expect(await billsOf(buyer)).toEqual(['2980', '2980 open'])
    })
  })

  it('leaves a trace of who changed it, and of what nobody did', async () => {
    const buyer = await subscribes('basic', once)
    await ask(buyer).cancel.mutate()
    await ask(buyer).resume.mutate()
    await later(32, buyer)
    await w.settle()
    const { events } = w.db.tables
    const told = (await w.db.select().from(events).orderBy(events.seq)).filter(
      ({ name, organizationId }) => name === 'subscription.changed' && organizationId === buyer.account.organization.id,
    )
    const me = buyer.account.user.id
    // Began, cancelled, resumed; then a renewal was declined.
    expect(told.map(({ actorId }) => actorId)).toEqual([me, me, me, null])
  })

  it('is for owners and admins to choose, and for everybody to see', async () => {
    const member = await w.member('member')
    expect(await refusalOf(ask(member).checkout.mutate({ plan: 'pro' }))).toBe('auth.forbidden')
    expect(await refusalOf(ask(member).pay.mutate({ plan: 'pro', card: good }))).toBe('auth.forbidden')
    expect(await subscriptionOf(await w.member('viewer'))).toMatchObject({ plan: 'free' })
    const admin = await w.member('admin')
    expect((await admin.rest('POST', '/subscription/pay', { plan: 'pro', card: good })).status).toBeLessThan(300)
    expect((await admin.rest('GET', '/subscription')).body).toMatchObject({ plan: 'pro' })
    expect((await admin.rest('GET', '/subscription/quote?plan=basic')).body).toMatchObject({ kind: 'downgrade' })
  })
})
