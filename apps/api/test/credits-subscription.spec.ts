import { type StripeServer, startStripeServer } from '@pantheon/adapters/testing'
import { dialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../src/testing/index.ts'

const day = 86_400_000
const balanceOf = (caller: SignedInCaller) => caller.api.business.credits.balance.query()
const subscriptionOf = (caller: SignedInCaller) => caller.api.business.subscription.get.query()
const movesOf = async (caller: SignedInCaller) => (await caller.api.business.credits.entries.query({})).items.map(({ kind, change }) => `${kind} ${change}`)

describe.each(dialects)('A plan, on %s', (dialect) => {
  let w: World
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  beforeAll(async () => {
    w = await world(dialect, { clock })
  })
  afterAll(() => w.close())
  const subscribes = async (plan: 'basic' | 'pro'): Promise<SignedInCaller> => {
    const buyer = await w.buyer()
    await balanceOf(buyer)
    await buyer.api.business.subscription.checkout.mutate({ plan })
    return buyer
  }
  /** The same person, after so many days. */
  const later = async (days: number, { api, account, password }: SignedInCaller): Promise<void> => {
    shift += days * day
    await api.auth.login.mutate({ email: account.user.email, password })
    await w.system.services.subscriptions.catchUp()
  }

  it('gives its credits at once, and begins a period', async () => {
    const buyer = await w.buyer()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', subscribed: null, state: null, provider: 'test', isTest: true })
    expect(await balanceOf(buyer)).toMatchObject({ balance: 10 })
    expect((await buyer.api.business.subscription.checkout.mutate({ plan: 'basic' })).url).toContain('/plan?paid=1')
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', subscribed: 'basic', state: 'active', cancelsAtPeriodEnd: false })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 60, granted: 60, nextGrant: 60 })
    expect(await movesOf(buyer)).toEqual(['grant 60', 'expire -10', 'grant 10'])
    expect((await balanceOf(buyer)).periodEnd).toBe((await subscriptionOf(buyer)).periodEnd)
    expect(await refusalOf(buyer.api.business.subscription.checkout.mutate({ plan: 'pro' }))).toBe('subscription.exists')
  })

  it('is taken up at once, adding what is missing, once; taken down, nothing is lost before the period ends', async () => {
    const buyer = await subscribes('basic')
    const change = (plan: 'basic' | 'pro') => buyer.api.business.subscription.change.mutate({ plan })
    await Promise.all([change('pro'), change('pro')])
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', balance: 250 })
    expect(await change('basic')).toMatchObject({ plan: 'basic', state: 'active' })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 250, nextGrant: 60 })
    await change('pro')
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', balance: 250 })
    expect(await movesOf(buyer)).toEqual(['grant 190', 'grant 60', 'expire -10', 'grant 10'])
  })

  it('renews; cancelled, it stays until its period ends, and can be taken up again before', async () => {
    const buyer = await subscribes('basic')
    await later(32, buyer)
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', balance: 60 })
    expect(await movesOf(buyer)).toEqual(['grant 60', 'expire -60', 'grant 60', 'expire -10', 'grant 10'])
    expect(await buyer.api.business.subscription.cancel.mutate()).toMatchObject({ plan: 'basic', cancelsAtPeriodEnd: true })
    expect(await buyer.api.business.subscription.resume.mutate()).toMatchObject({ cancelsAtPeriodEnd: false })
    await buyer.api.business.subscription.cancel.mutate()
    await later(20, buyer)
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
    await later(20, buyer)
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', subscribed: null, state: 'ended' })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'free', balance: 10 })
    expect(await refusalOf(buyer.api.business.subscription.resume.mutate())).toBe('subscription.not_found')
    await buyer.api.business.subscription.checkout.mutate({ plan: 'pro' })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', balance: 250 })
  })

  it('is for owners and admins to choose, and for everybody to see', async () => {
    const member = await w.member('member')
    expect(await refusalOf(member.api.business.subscription.checkout.mutate({ plan: 'pro' }))).toBe('auth.forbidden')
    expect(await subscriptionOf(await w.member('viewer'))).toMatchObject({ plan: 'free' })
    const admin = await w.member('admin')
    expect((await admin.rest('POST', '/subscription/checkout', { plan: 'pro' })).status).toBeLessThan(300)
    expect((await admin.rest('GET', '/subscription')).body).toMatchObject({ plan: 'pro' })
  })
})

describe.each(dialects)('A plan paid at Stripe, on %s', (dialect) => {
  let stripe: StripeServer
  let w: World
  const shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  beforeAll(async () => {
    stripe = await startStripeServer()
    const { secretKey, webhookSecret, url } = stripe
    w = await world(dialect, { clock, env: { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: url } })
    stripe.webhooks.to(`${w.origin}/api/v1/payments/webhook`)
  })
  afterAll(async () => {
    await w.close()
    await stripe.stop()
  })
  const heard = async (): Promise<void> => {
    await stripe.webhooks.settled()
    await w.settle()
  }
  const subscribes = async (card = 'pm_card_visa'): Promise<SignedInCaller> => {
    const buyer = await w.buyer()
    await balanceOf(buyer)
    const { url } = await buyer.api.business.subscription.checkout.mutate({ plan: 'basic' })
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free', state: 'opened' })
    await fetch(url, { method: 'POST', body: new URLSearchParams({ payment_method: card }), redirect: 'manual' })
    await heard()
    return buyer
  }

  it('counts from the callback on, is changed, cancelled and resumed there', async () => {
    const buyer = await subscribes()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active', provider: 'stripe' })
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'basic', granted: 60 })
    expect(await buyer.api.business.subscription.change.mutate({ plan: 'pro' })).toMatchObject({ plan: 'pro' })
    await heard()
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'pro', granted: 250 })
    expect(await buyer.api.business.subscription.cancel.mutate()).toMatchObject({ cancelsAtPeriodEnd: true })
    expect(await buyer.api.business.subscription.resume.mutate()).toMatchObject({ cancelsAtPeriodEnd: false })
    expect((await buyer.api.business.subscription.portal.mutate()).url).toContain(stripe.url)
  })

  it('is one subscription, however often its page is opened', async () => {
    const buyer = await w.buyer()
    const open = () => buyer.api.business.subscription.checkout.mutate({ plan: 'pro' })
    const [first, again] = [await open(), await open()]
    expect(again.url).toBe(first.url)
  })

  it('counts when every callback was lost: it is asked for', async () => {
    stripe.webhooks.to('http://127.0.0.1:9/nowhere')
    const buyer = await w.buyer()
    const { url } = await buyer.api.business.subscription.checkout.mutate({ plan: 'basic' })
    await fetch(url, { method: 'POST', body: new URLSearchParams({ payment_method: 'pm_card_visa' }), redirect: 'manual' })
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'free' })
    await w.system.services.subscriptions.catchUp()
    expect(await subscriptionOf(buyer)).toMatchObject({ plan: 'basic', state: 'active' })
    expect(await balanceOf(buyer)).toMatchObject({ granted: 60 })
  })
})
