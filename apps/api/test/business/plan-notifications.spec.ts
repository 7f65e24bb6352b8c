import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import type { StripeServer } from '@pantheon/fakes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SignedInCaller, type World, world } from '../../src/testing/index.ts'
import { bringIn, company } from '../support/organizations.ts'
import { paysAt, stripeWorld } from '../support/stripe-world.ts'

const day = 86_400_000
const cardOf = (number: string) => ({ number, expiry: '12/30', cvc: '123' })
const good = cardOf('4242 4242 4242 4242')
/** Pays once, and is declined at every renewal. */
const once = cardOf('4000 0000 0000 0341')
/**
 * Lets days pass: whatever the books say of a plan was so many days earlier. The clock stays, since the log of events keeps
 * the database's time, and what is a day old there is no news.
 */
const ages = ({ db }: World, days: number): Promise<void> => {
  const past = (at: Date): Date => new Date(at.getTime() - days * day - 1)
  const pastOr = (at: Date | null): Date | null => at && past(at)
  return db.transaction(async (tx) => {
    const { subscriptions, testSubscriptions, creditAccounts } = tx.tables
    for (const { id, periodEnd, pastDueSince } of await tx.select().from(subscriptions)) {
      const moved = { periodEnd: pastOr(periodEnd), pastDueSince: pastOr(pastDueSince) }
      await tx.update(subscriptions).set(moved).where(eq(subscriptions.id, id))
    }
    for (const { id, startedAt, endsAt, billedUntil, unpaidSince } of await tx.select().from(testSubscriptions)) {
      const moved = { startedAt: past(startedAt), endsAt: pastOr(endsAt), billedUntil: pastOr(billedUntil), unpaidSince: pastOr(unpaidSince) }
      await tx.update(testSubscriptions).set(moved).where(eq(testSubscriptions.id, id))
    }
    for (const { organizationId, anchorAt, periodStart, periodEnd, paidUntil } of await tx.select().from(creditAccounts)) {
      const moved = { anchorAt: past(anchorAt), periodStart: past(periodStart), periodEnd: past(periodEnd), paidUntil: pastOr(paidUntil) }
      await tx.update(creditAccounts).set(moved).where(eq(creditAccounts.organizationId, organizationId))
    }
  })
}

const ask = (caller: SignedInCaller) => caller.api.business.subscription
const newsOf = async (caller: SignedInCaller) => (await caller.api.business.notifications.list.query({})).items
const kindsOf = async (caller: SignedInCaller) => (await newsOf(caller)).flatMap(({ kind }) => (kind.startsWith('subscription.') ? kind : [])).toReversed()

describe.each(storyDialects)('News of a plan, on %s', (dialect) => {
  let w: World
  beforeAll(async () => {
    w = await world(dialect)
  })
  afterAll(() => w.close())
  const subscribes = async (plan: 'basic' | 'pro', card = good): Promise<SignedInCaller> => {
    const buyer = await w.buyer()
    await ask(buyer).pay.mutate({ plan, card })
    return buyer
  }
  /** After so many days, however many servers ask how things stand, and however often. */
  const later = async (days: number): Promise<void> => {
    await ages(w, days)
    const { subscriptions } = w.system.services
    await Promise.all([subscriptions.catchUp(), subscriptions.catchUp()])
    await subscriptions.catchUp()
    await w.settle()
  }
  const mailsTo = async ({ account }: SignedInCaller) => (await w.system.services.mailbox.latest(200)).filter(({ to }) => to === account.user.email)
  const planOf = async (caller: SignedInCaller) => {
    const ours = await w.db.select().from(w.db.tables.subscriptions)
    return ours.filter(({ organizationId }) => organizationId === caller.account.organization.id)
  }

  it('tells that a renewal was not paid, once, and that the plan is over, once', async () => {
    const buyer = await subscribes('pro', once)
    await w.settle()
    expect(await newsOf(buyer)).toEqual([])
    await later(32)
    const [{ id: subscriptionId } = { id: '' }] = await planOf(buyer)
    const about = { subject: 'plan', subjectId: subscriptionId, title: 'Pantheon Pro', person: null }
    expect(await newsOf(buyer)).toMatchObject([{ kind: 'subscription.unpaid', ...about }])
    await later(1)
    await later(2)
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid'])
    await later(6)
    expect((await newsOf(buyer))[0]).toMatchObject({ kind: 'subscription.lapsed', ...about })
    await later(40)
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid', 'subscription.lapsed'])
  })

  it('tells again of another renewal that was not paid, after one that was', async () => {
    const buyer = await subscribes('basic', once)
    await later(32)
    await ask(buyer).card.mutate({ card: good })
    await ask(buyer).card.mutate({ card: once })
    await later(31)
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid', 'subscription.unpaid'])
  })

  it('tells one thing after four months in which no server ran', async () => {
    const [unpaid, paid, smaller] = [await subscribes('pro', once), await subscribes('basic'), await subscribes('pro')]
    await ask(smaller).change.mutate({ plan: 'basic' })
    await ages(w, 120)
    const other = await w.another()
    try {
      await Promise.all([w, other].map(({ system }) => system.services.subscriptions.catchUp()))
      await later(0)
    } finally {
      await other.close()
    }
    expect(await kindsOf(unpaid)).toEqual(['subscription.lapsed'])
    expect(await kindsOf(paid)).toEqual([])
    expect(await kindsOf(smaller)).toEqual(['subscription.reduced'])
  })

  it('tells when a smaller plan begins, not of what was asked for: to become smaller, larger, or to end', async () => {
    const buyer = await subscribes('pro')
    await ask(buyer).change.mutate({ plan: 'basic' })
    await later(20)
    expect(await newsOf(buyer)).toEqual([])
    await later(12)
    expect(await newsOf(buyer)).toMatchObject([{ kind: 'subscription.reduced', title: 'Pantheon Basic', person: null }])
    await ask(buyer).change.mutate({ plan: 'pro' })
    await ask(buyer).cancel.mutate()
    await later(1)
    expect(await kindsOf(buyer)).toEqual(['subscription.reduced'])
  })

  it('tells that a cancelled plan has ended, once, and to whoever wants no mail of it in the inbox only', async () => {
    const [buyer, quiet] = [await subscribes('pro'), await subscribes('basic')]
    await w.db.update(w.db.tables.users).set({ emailVerifiedAt: new Date() })
    await buyer.api.auth.profile.update.mutate({ name: buyer.account.user.name, locale: 'ja' })
    await quiet.api.business.notifications.setPreference.mutate({ kind: 'subscription.ended', channel: 'mail', isOn: false })
    for (const each of [buyer, quiet]) await ask(each).cancel.mutate()
    await later(20)
    expect(await kindsOf(buyer)).toEqual([])
    await later(12)
    expect(await ask(buyer).get.query()).toMatchObject({ plan: 'free', state: 'ended' })
    expect(await newsOf(buyer)).toMatchObject([{ kind: 'subscription.ended', subject: 'plan', title: 'Pantheon Pro', person: null }])
    await later(40)
    expect([await kindsOf(buyer), await kindsOf(quiet)]).toEqual([['subscription.ended'], ['subscription.ended']])
    const letters = await Promise.all([buyer, quiet].map(async (each) => (await mailsTo(each)).filter(({ subject }) => subject.includes('Pantheon'))))
    expect(letters).toMatchObject([[{ subject: '解約済みの「Pantheon Pro」が終了しました', text: expect.stringContaining('今後の請求はありません') }], []])
  })

  it('tells that a second subscription was given back, whoever paid for it', async () => {
    const buyer = await subscribes('basic')
    const { subscriptions, testSubscriptions, testBills } = w.db.tables
    const now = new Date()
    // As another tab leaves it that was paid on in the same moment, by a server that died then.
    const unheard = { provider: 'test', providerSubscriptionId: null, customerId: null, periodEnd: null, pastDueSince: null, calledOffAt: null }
    const second = { plan: 'pro' as const, state: 'opened' as const, cancelsAtPeriodEnd: false, nextPlan: null, createdAt: now }
    await w.db.insert(subscriptions).values({ id: 'second', organizationId: buyer.account.organization.id, ...unheard, ...second })
    const agreed = { plan: 'pro' as const, amountMinor: 2980, currency: 'JPY' as const }
    const open = { endsAt: null, nextPlan: null, nextAmountMinor: null, unpaidSince: null, card: null }
    const theirs = { id: 'test_second', reference: 'second', startedAt: now, billedUntil: new Date(now.getTime() + 30 * day) }
    await w.db.insert(testSubscriptions).values({ ...theirs, ...agreed, ...open })
    const paid = { reason: 'begin' as const, attempts: 1, createdAt: now, paidAt: now, refundedAt: null }
    await w.db.insert(testBills).values({ id: 'bill', subscriptionId: 'test_second', ...agreed, ...paid })
    await later(0)
    expect(await ask(buyer).get.query()).toMatchObject({ plan: 'basic', calledOff: { plan: 'pro' } })
    expect(await newsOf(buyer)).toMatchObject([{ kind: 'subscription.called_off', subjectId: 'second', title: 'Pantheon Pro' }])
    await later(2)
    expect(await kindsOf(buyer)).toEqual(['subscription.called_off'])
  })

  it('goes to those who look after what is paid, in their language, to nobody else, and as each has chosen', async () => {
    const { owner, members } = await company(w, 'Acme', 'admin', 'member', 'viewer')
    const [admin, member, viewer] = members
    const custom = await owner.api.organizations.roles.create.mutate({ name: 'Purse', permissions: ['order:read', 'billing:manage'] })
    const purse = await w.buyer()
    await bringIn(w, owner, purse, custom.key)
    const all = [owner, admin, member, viewer, purse]
    await w.db.update(w.db.tables.users).set({ emailVerifiedAt: new Date() })
    await purse.api.auth.profile.update.mutate({ name: purse.account.user.name, locale: 'ja' })
    await ask(admin).pay.mutate({ plan: 'basic', card: once })
    await later(32)
    const kinds = await Promise.all(all.map(kindsOf))
    expect(kinds).toEqual([['subscription.unpaid'], ['subscription.unpaid'], [], [], ['subscription.unpaid']])
    const [letter] = (await mailsTo(purse)).filter(({ subject }) => subject.includes('Pantheon Basic'))
    expect(letter).toMatchObject({ subject: '「Pantheon Basic」の更新のお支払いに失敗しました' })
    expect(letter?.text).toContain(`${w.config.publicUrl}/plan`)
    expect((await mailsTo(member)).filter(({ subject }) => subject.includes('Pantheon Basic'))).toEqual([])
    await admin.api.business.notifications.setPreference.mutate({ kind: 'subscription.lapsed', channel: 'mail', isOn: false })
    await later(8)
    const letters = (caller: SignedInCaller) => mailsTo(caller).then((mails) => mails.filter(({ subject }) => subject.includes('Pantheon Basic')).length)
    expect([await letters(owner), await letters(admin)]).toEqual([2, 1])
  })
})

describe.each(storyDialects)('News of a plan at Stripe, on %s', (dialect) => {
  let stripe: StripeServer
  let w: World
  beforeAll(async () => {
    ;({ stripe, w } = await stripeWorld(dialect))
  })
  afterAll(async () => {
    await w.close()
    await stripe.stop()
  })
  const heard = async (): Promise<void> => {
    await stripe.webhooks.settled()
    await w.system.services.subscriptions.catchUp()
    await w.settle()
  }
  const opens = async (caller: SignedInCaller, plan: 'basic' | 'pro'): Promise<string> => (await ask(caller).checkout.mutate({ plan })).url
  const theirsOf = async (caller: SignedInCaller) => {
    const ours = (await w.db.select().from(w.db.tables.subscriptions)).filter((each) => each.organizationId === caller.account.organization.id)
    return [...stripe.objects.subscription.values()].filter(({ metadata }) => ours.some(({ id }) => id === metadata.reference))
  }
  const atStripe = async (path: string, form: Record<string, string>): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${stripe.secretKey}` }
    return (await fetch(`${stripe.url}/v1/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })).json() as Promise<{ id: string }>
  }
  /** Somebody whose months at Stripe a test clock moves. */
  const subscribes = async (plan: 'basic' | 'pro', isPoorLater = false) => {
    const buyer = await w.buyer()
    await paysAt(await opens(buyer, plan))
    await heard()
    const [theirs] = await theirsOf(buyer)
    if (!theirs) throw new Error('Nothing was subscribed')
    if (isPoorLater) await atStripe(`subscriptions/${theirs.id}`, { default_payment_method: 'pm_card_chargeDeclined' })
    let time = Math.floor(Date.now() / 1000)
    const { id } = await atStripe('test_helpers/test_clocks', { frozen_time: String(time) })
    const customer = stripe.objects.customer.get(String(theirs.customer))!
    Object.assign(theirs, { test_clock: id })
    Object.assign(customer, { test_clock: id })
    const lives = async (days: number): Promise<void> => {
      time += days * 86_400
      await atStripe(`test_helpers/test_clocks/${id}/advance`, { frozen_time: String(time) })
      await expect.poll(() => stripe.objects['test_helpers.test_clock'].get(id)?.status).toBe('ready')
    }
    return { buyer, lives, theirs }
  }

  it('tells of a renewal that was not paid, of the retries nothing, and that the plan is over', async () => {
    const { buyer, lives } = await subscribes('pro', true)
    await lives(32)
    await heard()
    expect(await newsOf(buyer)).toMatchObject([{ kind: 'subscription.unpaid', subject: 'plan', title: 'Pantheon Pro' }])
    await lives(3)
    await heard()
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid'])
    await lives(8)
    await heard()
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid', 'subscription.lapsed'])
  })

  it('tells that the plan is over when a week has passed, also where Stripe goes on trying, and not again when it gives up', async () => {
    const { buyer, lives, theirs } = await subscribes('basic', true)
    await lives(32)
    await heard()
    await ages(w, 8)
    await heard()
    await heard()
    expect(theirs.status).toBe('past_due')
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid', 'subscription.lapsed'])
    await lives(20)
    await heard()
    expect(theirs.status).toBe('canceled')
    expect(await kindsOf(buyer)).toEqual(['subscription.unpaid', 'subscription.lapsed'])
  })

  it('tells one thing when every callback of four months comes at once, twice, and in the wrong order', async () => {
    const { buyer, lives } = await subscribes('pro', true)
    const { buyer: other, lives: otherLives } = await subscribes('pro')
    await ask(other).change.mutate({ plan: 'basic' })
    stripe.webhooks.hold()
    await lives(120)
    await otherLives(32)
    await stripe.webhooks.release((events) => [...events, ...events].reverse(), { together: true })
    await heard()
    expect(await kindsOf(buyer)).toEqual(['subscription.lapsed'])
    expect(await kindsOf(other)).toEqual(['subscription.reduced'])
  })

  it('says that it has ended, not that it was not paid, of one that somebody ended at Stripe', async () => {
    const { buyer, theirs } = await subscribes('basic')
    await fetch(`${stripe.url}/v1/subscriptions/${theirs.id}`, { method: 'DELETE', headers: { authorization: `Bearer ${stripe.secretKey}` } })
    await heard()
    expect(await ask(buyer).get.query()).toMatchObject({ state: 'ended' })
    expect(await kindsOf(buyer)).toEqual(['subscription.ended'])
  })

  it('tells that a second one is given back when its money is on its way, and not before', async () => {
    const buyer = await w.buyer()
    const basic = await opens(buyer, 'basic')
    const pro = await opens(buyer, 'pro')
    Object.assign(stripe.objects['checkout.session'].get(basic.split('/').at(-1) ?? '')!, { status: 'open', url: basic })
    await paysAt(pro)
    await heard()
    // The subscription has ended, its money is not given back yet, and a callback tells of the end.
    const hold = stripe.hold('POST', /\/refunds$/, 'before')
    await paysAt(basic)
    await hold.reached
    const ended = (await theirsOf(buyer)).find(({ status }) => status === 'canceled')
    const again = w.system.services.subscriptions.handleCallback(ended?.id ?? '')
    await Promise.race([again, sleep(500)])
    await w.settle()
    expect(await kindsOf(buyer)).toEqual([])
    hold.release()
    await again
    await heard()
    expect([...stripe.objects.refund.values()].at(-1)).toMatchObject({ amount: 980, status: 'succeeded' })
    expect(await newsOf(buyer)).toMatchObject([{ kind: 'subscription.called_off', title: 'Pantheon Basic' }])
    await heard()
    expect(await kindsOf(buyer)).toEqual(['subscription.called_off'])
  })
})
