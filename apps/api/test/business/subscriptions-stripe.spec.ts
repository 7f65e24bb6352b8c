import { storyDialects } from '@pantheon/db/testing'
import type { StripeServer } from '@pantheon/fakes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, testCard, type World } from '../../src/testing/index.ts'
import { paysAt, stripeWorld } from '../support/stripe-world.ts'

type Plan = 'basic' | 'pro'
const balanceOf = (caller: SignedInCaller) => caller.api.business.credits.balance.query()
const ask = (caller: SignedInCaller) => caller.api.business.subscription
const subscriptionOf = (caller: SignedInCaller) => ask(caller).get.query()
const changes = (caller: SignedInCaller, plan: Plan, quotedAt?: string) => ask(caller).change.mutate({ plan, ...(quotedAt && { quotedAt }) })

describe.each(storyDialects)('A plan paid at Stripe, on %s', (dialect) => {
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
    await w.settle()
  }
  const opens = async (caller: SignedInCaller, plan: Plan): Promise<string> => (await ask(caller).checkout.mutate({ plan })).url
  const subscribes = async (plan: Plan = 'basic'): Promise<SignedInCaller> => {
    const buyer = await w.buyer()
    await balanceOf(buyer)
    const url = await opens(buyer, plan)
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', state: 'opened' })
    expect((await paysAt(url)).headers.get('location')).toMatch(/\/plan\?paid=1$/)
    await heard()
    return buyer
  }
  const theirsOf = async (caller: SignedInCaller) => {
    const { subscriptions } = w.db.tables
    const ours = (await w.db.select().from(subscriptions)).filter((each) => each.organizationId === caller.account.organization.id)
    return [...stripe.objects.subscription.values()].filter(({ metadata }) => ours.some(({ id }) => id === metadata.reference))
  }

  it('counts from the callback on, is changed, cancelled and resumed there', async () => {
    const buyer = await subscribes()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active', provider: 'stripe', entry: 'hosted' })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', granted: 60 })
    const quote = await ask(buyer).quote.query({ plan: 'pro' })
    expect(quote).toMatchObject({ kind: 'upgrade', dueNow: '2000' })
    expect(await changes(buyer, 'pro', quote.quotedAt)).toMatchObject({ plan: 'pro' })
    await heard()
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', granted: 250 })
    expect([...stripe.objects.invoice.values()].at(-1)).toMatchObject({ billing_reason: 'subscription_update', amount_paid: 2000 })
    await w.system.services.issueDrafts()
    const papers = (await buyer.api.business.invoices.list.query({ sort: 'oldest' })).items
    expect(papers.map(({ kind, lines, total }) => `${kind} ${lines[0]?.description.split(' (')[0]} ${total}`)).toEqual([
      'invoice Pantheon Basic 980',
      'invoice Pantheon Pro 2000',
    ])
    expect(await ask(buyer).cancel.mutate()).toMatchObject({ cancelsAtPeriodEnd: true })
    expect(await ask(buyer).resume.mutate()).toMatchObject({ cancelsAtPeriodEnd: false })
    expect((await ask(buyer).portal.mutate()).url).toContain(stripe.url)
    expect(await refusalOf(ask(await w.buyer()).pay.mutate({ plan: 'pro', card: testCard }))).toBe('payment.means_not_taken')
  })

  it('becomes smaller when what is paid for is used up, and the shop hears of it also when that was done at Stripe', async () => {
    const buyer = await subscribes('pro')
    expect(await changes(buyer, 'basic')).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
    const [theirs] = await theirsOf(buyer)
    expect(theirs?.schedule).toMatch(/^sub_sched_/)
    await heard()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
    // Somebody at the shop lets the schedule go, in Stripe's dashboard.
    const headers = { authorization: `Bearer ${stripe.secretKey}` }
    await fetch(`${stripe.url}/v1/subscription_schedules/${theirs?.schedule}/release`, { method: 'POST', headers })
    await heard()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro', nextPlan: null })
  })

  it('stays as it was changed, though a callback had read it before and is written behind that', async () => {
    const buyer = await subscribes('pro')
    const [theirs] = await theirsOf(buyer)
    stripe.webhooks.hold()
    const late = stripe.hold('GET', /\/invoices$/, 'before', 1)
    const heardLate = w.system.services.subscriptions.handleCallback(theirs!.id)
    await late.reached
    expect(await changes(buyer, 'basic')).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
    late.release()
    await heardLate
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
    await stripe.webhooks.release()
    await heard()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
  })

  it('is one subscription, however often its page is opened', async () => {
    const buyer = await w.buyer()
    const [first, again] = [await opens(buyer, 'pro'), await opens(buyer, 'pro')]
    expect(again).toBe(first)
  })

  it('is paid on one page only: a page for another plan closes the one before', async () => {
    const buyer = await w.buyer()
    const basic = await opens(buyer, 'basic')
    const pro = await opens(buyer, 'pro')
    expect(await (await paysAt(basic)).text()).toContain('This checkout is over')
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', state: 'opened' })
    // And back again: the first page is not one that anybody is sent to any more.
    const basicAgain = await opens(buyer, 'basic')
    expect(basicAgain).not.toBe(basic)
    expect(await (await paysAt(pro)).text()).toContain('This checkout is over')
    await paysAt(basicAgain)
    await heard()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
  })

  it('that was paid for unheard is found when another page is asked for', async () => {
    stripe.webhooks.hold()
    const buyer = await w.buyer()
    await paysAt(await opens(buyer, 'basic'))
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free' })
    expect(await refusalOf(opens(buyer, 'pro'))).toBe('subscription.exists')
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
    await stripe.webhooks.release()
    await heard()
    expect(await theirsOf(buyer)).toHaveLength(1)
  })

  it('beside another, paid on in the moment its page was closed, is ended and given back', async () => {
    const buyer = await w.buyer()
    const basic = await opens(buyer, 'basic')
    const pro = await opens(buyer, 'pro')
    const late = stripe.objects['checkout.session'].get(basic.split('/').at(-1) ?? '')!
    Object.assign(late, { status: 'open', url: basic })
    await paysAt(pro)
    await heard()
    await paysAt(basic)
    await heard()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'pro', state: 'active', calledOff: { plan: 'basic' } })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', granted: 250 })
    const theirs = await theirsOf(buyer)
    expect(theirs.map(({ status, metadata }) => [metadata.plan, status]).toSorted()).toEqual([
      ['basic', 'canceled'],
      ['pro', 'active'],
    ])
    expect([...stripe.objects.refund.values()].at(-1)).toMatchObject({ amount: 980, status: 'succeeded', reason: 'duplicate' })
    // Whatever is heard of it again, and however often it is asked about, nothing more is given back.
    const refunds = stripe.objects.refund.size
    await w.system.services.subscriptions.handleCallback(theirs.find(({ metadata }) => metadata.plan === 'basic')!.id)
    await w.system.services.subscriptions.catchUp()
    expect(stripe.objects.refund.size).toBe(refunds)
  })

  it('counts when every callback was lost: it is asked for', async () => {
    stripe.webhooks.to('http://127.0.0.1:9/nowhere')
    const buyer = await w.buyer()
    await paysAt(await opens(buyer, 'basic'))
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free' })
    await w.system.services.subscriptions.catchUp()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
    expect(await balanceOf(buyer)).toMatchObject({ granted: 60 })
    stripe.webhooks.to(`${w.origin}/api/v1/payments/webhook`)
  })

  it('says that it cannot be asked when Stripe cannot', async () => {
    const buyer = await subscribes()
    stripe.mood = 'failing'
    try {
      expect(await refusalOf(changes(buyer, 'pro'))).toBe('payment.provider_unreachable')
      expect(await refusalOf(ask(buyer).quote.query({ plan: 'pro' }))).toBe('payment.provider_unreachable')
      expect(await refusalOf(ask(buyer).portal.mutate())).toBe('payment.provider_unreachable')
      expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
    } finally {
      stripe.mood = 'well'
    }
  })
})
