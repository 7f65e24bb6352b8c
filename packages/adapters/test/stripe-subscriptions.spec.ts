import type { PlanOffer, SubscribeRequest, SubscriptionProvider } from '@pantheon/business'
import { type StripeServer, startStripeServer } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStripe } from '../src/payments/stripe.ts'
import { createStripeSubscriptions } from '../src/payments/stripe-subscriptions.ts'

const start = new Date('2026-11-01T00:00:00.000Z')
let time = start
const clock = { now: () => time }
const silent = () => undefined
const logger = { info: silent, warn: silent, error: silent }

let server: StripeServer
let subscriptions: SubscriptionProvider
beforeEach(async () => {
  time = start
  server = await startStripeServer({ clock })
  subscriptions = createStripeSubscriptions({ secretKey: server.secretKey, apiBase: server.url, clock, logger, timeoutMs: 2000, retries: 0 })
})
afterEach(() => server.stop())

/** What a shop's owner does at Stripe, and what a buyer's bank does: past our library. */
const atStripe = async (path: string, form: Record<string, string> = {}): Promise<{ id: string; status: string }> => {
  const headers = { authorization: `Bearer ${server.secretKey}` }
  const response = await fetch(`${server.url}/v1/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })
  expect(response.status).toBe(200)
  return (await response.json()) as { id: string; status: string }
}
const plans: PlanOffer[] = [
  { plan: 'basic', name: 'Basic', amountMinor: 980, currency: 'JPY' },
  { plan: 'pro', name: 'Pro', amountMinor: 2980, currency: 'JPY' },
]
const offer = () => subscriptions.offer(plans)
const submit = (url: string, payment_method: string) => fetch(url, { method: 'POST', body: new URLSearchParams({ payment_method }), redirect: 'manual' })
const request = (more: Partial<SubscribeRequest> = {}): SubscribeRequest => ({
  reference: newId(time),
  plan: 'basic',
  customerId: null,
  email: 'ada@example.test',
  locale: 'ja',
  successUrl: 'http://shop.test/ok',
  cancelUrl: 'http://shop.test/no',
  formUrl: 'http://shop.test/form',
  ...more,
})
/** Somebody who pays for a plan since the first of the month. */
const subscribe = async (more: Partial<SubscribeRequest> = {}) => {
  const asked = request(more)
  await submit((await subscriptions.openCheckout(asked)).url, 'pm_card_visa')
  return (await subscriptions.findByReference(asked.reference))!
}
/** Somebody whose time a test clock moves. */
const subscribeOnClock = async () => {
  const testClock = await atStripe('test_helpers/test_clocks', { frozen_time: String(start.getTime() / 1000) })
  const customer = await atStripe('customers', { test_clock: testClock.id, email: 'ada@example.test' })
  const subscription = await subscribe({ customerId: customer.id })
  const advance = async (to: string): Promise<void> => {
    await atStripe(`test_helpers/test_clocks/${testClock.id}/advance`, { frozen_time: String(new Date(to).getTime() / 1000) })
    await expect.poll(() => server.objects['test_helpers.test_clock'].get(testClock.id)?.status).toBe('ready')
  }
  return { subscription, customer, advance, id: subscription.providerSubscriptionId }
}
const invoices = () => [...server.objects.invoice.values()].map(({ billing_reason, total, amount_paid }) => [billing_reason, total, amount_paid])

describe('Offering plans', () => {
  const prices = () =>
    [...server.objects.price.values()].map(({ lookup_key, unit_amount, currency, recurring }) => [lookup_key, unit_amount, currency, recurring?.interval])
  it('makes a monthly price for each, once, also when servers start together', async () => {
    const answers = await Promise.allSettled([offer(), offer(), offer()])
    // Without retries, whoever meets another's request with the same key is told to come again.
    for (const { status, ...answer } of answers) if (status === 'rejected') expect(answer).toMatchObject({ reason: { code: 'payment.provider_unreachable' } })
    await offer()
    expect(prices()).toEqual([
      ['pantheon_basic', 980, 'jpy', 'month'],
      ['pantheon_pro', 2980, 'jpy', 'month'],
    ])
  })
  it('replaces a price that is another now, for those who come', async () => {
    await offer()
    const before = await subscribe()
    await subscriptions.offer([{ plan: 'basic', name: 'Basic', amountMinor: 1200, currency: 'JPY' }])
    expect(prices().map(([key, amount]) => [key, amount])).toEqual([
      [null, 980],
      ['pantheon_pro', 2980],
      ['pantheon_basic', 1200],
    ])
    expect(server.objects.product.size).toBe(2)
    await subscribe()
    expect(invoices()).toEqual([
      ['subscription_create', 980, 980],
      ['subscription_create', 1200, 1200],
    ])
    expect(await subscriptions.find(before.providerSubscriptionId)).toEqual(before)
  })
})

describe('Subscribing', () => {
  it('begins on a page, and is found by our reference once it is paid', async () => {
    await offer()
    const asked = request()
    const { url } = await subscriptions.openCheckout(asked)
    expect(await subscriptions.openCheckout(asked)).toEqual({ url })
    expect(await subscriptions.openCheckout({ ...asked, locale: 'en' })).toEqual({ url })
    expect(await subscriptions.findByReference(asked.reference)).toBeNull()
    await submit(url, 'pm_card_visa')
    const begun = await subscriptions.findByReference(asked.reference)
    expect(begun).toEqual({
      reference: asked.reference,
      providerSubscriptionId: expect.stringMatching(/^sub_/),
      customerId: expect.stringMatching(/^cus_/),
      plan: 'basic',
      state: 'active',
      periodStart: start,
      periodEnd: new Date('2026-12-01T00:00:00.000Z'),
      cancelsAtPeriodEnd: false,
      nextPlan: null,
      endedAt: null,
      endedUnpaid: false,
      createdAt: start,
    })
    expect(await subscriptions.find(begun!.providerSubscriptionId)).toEqual(begun)
    expect(await subscriptions.openCheckout(asked)).toEqual({ url: asked.successUrl })
    expect(invoices()).toEqual([['subscription_create', 980, 980]])
  })
  it('does not begin again for a reference whose key Stripe has forgotten', async () => {
    time = new Date() // a reference carries the time of its making
    await offer()
    const asked = request()
    await submit((await subscriptions.openCheckout(asked)).url, 'pm_card_visa')
    time = new Date(time.getTime() + 25 * 3_600_000)
    server.forgetKeys()
    expect(await subscriptions.openCheckout(asked)).toEqual({ url: asked.successUrl })
    expect(server.objects['checkout.session'].size).toBe(1)
  })
  it('is open to somebody whose e-mail Stripe does not take', async () => {
    await offer()
    expect((await subscribe({ email: 'root@localhost' })).state).toBe('active')
  })
  it('stays on its page while cards are declined', async () => {
    await offer()
    const asked = request()
    const { url } = await subscriptions.openCheckout(asked)
    expect((await submit(url, 'pm_card_chargeDeclined')).status).toBe(402)
    expect(await subscriptions.findByReference(asked.reference)).toBeNull()
  })
  it('is not possible for a plan that has no price at Stripe', async () => {
    await expect(subscriptions.openCheckout(request())).rejects.toMatchObject({ code: 'plan.not_offered' })
  })
  it('opens the portal for whoever has been there', async () => {
    await offer()
    const { customerId } = await subscribe()
    expect((await subscriptions.openPortal({ customerId, locale: 'en', returnUrl: 'http://shop.test/plan', formUrl: '' })).url).toMatch(/^http.*\/portal\//)
    await expect(subscriptions.openPortal({ customerId: 'cus_none', locale: 'en', returnUrl: 'http://shop.test/', formUrl: '' })).rejects.toMatchObject({
      code: 'subscription.not_found',
    })
  })
  it('knows nothing of what never was', async () => {
    expect(await subscriptions.find('sub_none')).toBeNull()
    expect(await subscriptions.findByReference(newId(time))).toBeNull()
    await expect(subscriptions.changePlan('sub_none', 'pro', null)).rejects.toMatchObject({ code: 'subscription.not_found' })
  })
  it('is unreachable when Stripe is', async () => {
    server.mood = 'failing'
    const unreachable = { code: 'payment.provider_unreachable' }
    await expect(subscriptions.openCheckout(request())).rejects.toMatchObject(unreachable)
    await expect(subscriptions.find('sub_1')).rejects.toMatchObject(unreachable)
    await expect(subscriptions.changePlan('sub_1', 'pro', null)).rejects.toMatchObject(unreachable)
  })
})

describe('Changing the plan', () => {
  it('takes the difference for what is left of the month, once', async () => {
    await offer()
    const { id, advance } = await subscribeOnClock()
    await advance('2026-11-16T00:00:00Z')
    const pro = await subscriptions.changePlan(id, 'pro', null)
    expect(pro).toMatchObject({ plan: 'pro', state: 'active', periodStart: start, periodEnd: new Date('2026-12-01T00:00:00.000Z') })
    expect(await subscriptions.changePlan(id, 'pro', null)).toEqual(pro)
    expect(invoices().slice(1)).toEqual([['subscription_update', 1000, 1000]])
  })
  it('takes what was quoted, counted from the moment of the quote', async () => {
    await offer()
    const { id, advance } = await subscribeOnClock()
    await advance('2026-11-16T00:00:00Z')
    const { dueMinor, currency, at } = await subscriptions.quote(id, 'pro')
    expect([dueMinor, currency, at]).toEqual([1000, 'JPY', new Date('2026-11-16T00:00:00Z')])
    expect(invoices()).toHaveLength(1)
    await advance('2026-11-17T12:00:00Z')
    await subscriptions.changePlan(id, 'pro', at)
    expect(invoices().slice(1)).toEqual([['subscription_update', 1000, 1000]])
  })
  it('finishes a downgrade that was begun only, and leaves a schedule of another kind alone', async () => {
    await offer()
    const { id } = await subscribeOnClock()
    await subscriptions.changePlan(id, 'pro', null)
    await atStripe('subscription_schedules', { from_subscription: id })
    expect(await subscriptions.find(id)).toMatchObject({ plan: 'pro', nextPlan: null })
    expect(await subscriptions.schedulePlan(id, 'basic')).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
    expect([...server.objects.subscription_schedule.values()].map(({ status }) => status)).toEqual(['released', 'active'])
  })
  it('changes nothing when the difference cannot be taken', async () => {
    await offer()
    const { id } = await subscribeOnClock()
    await atStripe(`subscriptions/${id}`, { default_payment_method: 'pm_card_chargeDeclinedInsufficientFunds' })
    await expect(subscriptions.changePlan(id, 'pro', null)).rejects.toMatchObject({ code: 'payment.declined', details: { reason: 'insufficient_funds' } })
    expect(await subscriptions.find(id)).toMatchObject({ plan: 'basic', state: 'active' })
  })
  it('still knows the plan when its price was replaced by another', async () => {
    await offer()
    const { id } = await subscribeOnClock()
    await subscriptions.offer([{ plan: 'basic', name: 'Basic', amountMinor: 1200, currency: 'JPY' }])
    expect(await subscriptions.find(id)).toMatchObject({ plan: 'basic' })
    expect(await subscriptions.changePlan(id, 'pro', null)).toMatchObject({ plan: 'pro' })
  })
})

describe('The end', () => {
  it('comes with the period, can be taken back in time, and is for good', async () => {
    await offer()
    const { id, advance } = await subscribeOnClock()
    expect(await subscriptions.setCancelAtPeriodEnd(id, true)).toMatchObject({ cancelsAtPeriodEnd: true, state: 'active' })
    expect(await subscriptions.setCancelAtPeriodEnd(id, false)).toMatchObject({ cancelsAtPeriodEnd: false })
    await advance('2026-12-15T00:00:00Z')
    expect(await subscriptions.find(id)).toMatchObject({ state: 'active', periodStart: new Date('2026-12-01T00:00:00.000Z') })
    await subscriptions.setCancelAtPeriodEnd(id, true)
    await advance('2027-01-02T00:00:00Z')
    expect(await subscriptions.find(id)).toMatchObject({ state: 'ended', endedAt: new Date('2027-01-01T00:00:00.000Z') })
    await expect(subscriptions.setCancelAtPeriodEnd(id, false)).rejects.toMatchObject({ code: 'subscription.ended' })
    await expect(subscriptions.changePlan(id, 'pro', null)).rejects.toMatchObject({ code: 'subscription.ended' })
  })
  it('is not yet there while a renewal is not paid', async () => {
    await offer()
    const { id, advance } = await subscribeOnClock()
    await atStripe(`subscriptions/${id}`, { default_payment_method: 'pm_card_chargeDeclined' })
    await advance('2026-12-02T00:00:00Z')
    expect(await subscriptions.find(id)).toMatchObject({ state: 'past_due', plan: 'basic' })
  })
})

describe('The books of payments', () => {
  it('do not count what subscriptions pay', async () => {
    await offer()
    await subscribe()
    expect(server.objects.payment_intent.size).toBe(1)
    const payments = createStripe({ secretKey: server.secretKey, webhookSecret: server.webhookSecret, apiBase: server.url, clock, logger })
    const means = { kind: 'token' as const, token: 'pm_card_visa' }
    const own = await payments.charge({
      reference: newId(time),
      amountMinor: 500,
      currency: 'JPY',
      description: 'x',
      paymentMethod: means,
      returnUrl: 'http://shop.test/',
    })
    const listed = []
    for await (const payment of payments.payments(new Date(0))) listed.push(payment)
    expect(listed).toEqual([own])
  })
})
