import type { ChargeRequest, CheckoutRequest, PaymentProvider, ProviderPayment } from '@pantheon/business'
import { type StripeServer, signWebhook, startStripeServer } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStripe } from '../src/payments/stripe.ts'

let time: Date
const clock = { now: () => time }
const later = (ms: number): void => {
  time = new Date(time.getTime() + ms)
}
const hours = 3_600_000
const said: { fields: object; message: string }[] = []
const hear = (fields: object, message: string) => void said.push({ fields, message })
const logger = { info: hear, warn: hear, error: hear }

let server: StripeServer
let stripe: PaymentProvider
const stripeWith = (change: { secretKey?: string; timeoutMs?: number; retries?: number } = {}) =>
  createStripe({ secretKey: server.secretKey, webhookSecret: server.webhookSecret, apiBase: server.url, clock, logger, timeoutMs: 2000, retries: 0, ...change })
beforeEach(async () => {
  said.length = 0
  time = new Date() // references carry the time of their making
  server = await startStripeServer({ clock })
  stripe = stripeWith()
})
afterEach(() => server.stop())

const request = (more: Partial<ChargeRequest> = {}): ChargeRequest => ({
  reference: newId(time),
  amountMinor: 4900,
  currency: 'USD',
  description: 'A course on shells',
  paymentMethod: { kind: 'token', token: 'pm_card_visa' },
  returnUrl: 'http://shop.test/back',
  ...more,
})
const checkout = (more: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  reference: newId(time),
  amountMinor: 980,
  currency: 'JPY',
  description: '講座',
  email: 'ada@example.test',
  locale: 'ja',
  successUrl: 'http://shop.test/ok',
  cancelUrl: 'http://shop.test/no',
  ...more,
})
const submit = (url: string, form: Record<string, string>) => fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
const asked = (path: string) => server.requests.filter((each) => each.path.includes(path)).length
const all = async (since: Date): Promise<ProviderPayment[]> => {
  const found: ProviderPayment[] = []
  for await (const payment of stripe.payments(since)) found.push(payment)
  return found
}
const unreachable = { code: 'payment.provider_unreachable' }

describe('Stripe, asked in its own words', () => {
  it('says what it is', () => {
    expect(stripe).toMatchObject({ name: 'stripe', entry: 'hosted', isTest: true })
    expect(stripeWith({ secretKey: 'sk_live_1' }).isTest).toBe(false)
    expect(stripeWith({ secretKey: 'rk_test_1' }).isTest).toBe(true)
  })
  it('is given our reference as key and as metadata, and yen as they are', async () => {
    const { reference } = await stripe.charge(request({ amountMinor: 980, currency: 'JPY' }))
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/v1/payment_intents', idempotencyKey: reference }])
    expect([...server.objects.payment_intent.values()]).toMatchObject([
      { amount: 980, currency: 'jpy', description: 'A course on shells', metadata: { reference }, status: 'succeeded' },
    ])
  })
  it.each([
    ['pm_card_chargeDeclined', 'card_declined'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
  ])('answers a decline with the reason: %s', async (token, failureCode) => {
    expect(await stripe.charge(request({ paymentMethod: { kind: 'token', token } }))).toMatchObject({
      state: 'failed',
      failureCode,
      method: expect.stringMatching(/^visa •••• \d{4}$/),
    })
    expect(said).toEqual([])
  })
  it('refuses tokens that are none, and what Stripe does not have', async () => {
    for (const token of ['tok_visa', '', 'pm_', "pm_x'; drop", 'pm_card_nobody']) {
      await expect(stripe.charge(request({ paymentMethod: { kind: 'token', token } }))).rejects.toMatchObject({ code: 'payment.means_not_taken' })
    }
    expect(asked('payment_intents')).toBe(1)
  })
  it.each([
    [49, 'USD'],
    [49, 'JPY'],
    [100_000_000, 'EUR'],
  ] as const)('says that it does not take %d minor units of %s', async (amountMinor, currency) => {
    await expect(stripe.charge(request({ amountMinor, currency }))).rejects.toMatchObject({ code: 'payment.amount_not_taken' })
  })
})

describe('Stripe, when it cannot be asked', () => {
  it.each(['busy', 'failing', 'babbling', 'silent'] as const)('is unreachable while it is %s', async (mood) => {
    const quick = stripeWith({ timeoutMs: 150 })
    const { providerPaymentId } = await quick.charge(request())
    server.mood = mood
    await expect(quick.charge(request())).rejects.toMatchObject(unreachable)
    await expect(quick.find(providerPaymentId)).rejects.toMatchObject(unreachable)
    await expect(quick.openCheckout(checkout())).rejects.toMatchObject(unreachable)
    await expect(quick.findByReference(newId(time))).rejects.toMatchObject(unreachable)
  })
  it('is unreachable with a key that it does not know, and logs no secret', async () => {
    const stranger = stripeWith({ secretKey: 'sk_test_forgotten' })
    await expect(stranger.charge(request())).rejects.toMatchObject(unreachable)
    expect(said).toEqual([{ fields: expect.objectContaining({ type: 'StripeAuthenticationError', status: 401 }), message: 'Stripe could not be asked' }])
    expect(JSON.stringify(said)).not.toMatch(/forgotten|whsec|pm_card/)
  })
  it('repeats a request whose answer was lost, with the same key', async () => {
    const patient = stripeWith({ retries: 2 })
    server.mood = 'losing'
    const charged = patient.charge(request())
    await expect.poll(() => server.requests.length).toBeGreaterThan(0)
    await expect.poll(() => server.objects.payment_intent.size).toBe(1)
    server.mood = 'well'
    expect(await charged).toMatchObject({ state: 'succeeded' })
    expect(server.objects.payment_intent.size).toBe(1)
  })
})

describe('A reference whose idempotency key Stripe has forgotten', () => {
  it('is not charged again', async () => {
    const once = request()
    const first = await stripe.charge(once)
    later(25 * hours)
    server.forgetKeys()
    expect(await stripe.charge(once)).toEqual(first)
    expect(await all(new Date(0))).toHaveLength(1)
  })
  it('is not charged again when it says nothing about its time', async () => {
    const once = request({ reference: 'order-17' })
    const first = await stripe.charge(once)
    server.forgetKeys()
    expect(await stripe.charge(once)).toEqual(first)
    expect(await stripe.findByReference('order-17')).toEqual(first)
  })
  it('is not given back again', async () => {
    const { providerPaymentId, currency } = await stripe.charge(request())
    const once = { reference: newId(time), providerPaymentId, amountMinor: 900, currency }
    const first = await stripe.refund(once)
    server.forgetKeys()
    expect(await stripe.refund(once)).toEqual(first)
    expect(server.objects.refund.size).toBe(1)
  })
  it('does not open a second page for what was paid', async () => {
    const once = checkout()
    await submit((await stripe.openCheckout(once)).url, { payment_method: 'pm_card_visa' })
    later(25 * hours)
    server.forgetKeys()
    expect(await stripe.openCheckout(once)).toEqual({ url: once.successUrl })
    expect(server.objects['checkout.session'].size).toBe(1)
  })
})

describe('Looking for a reference', () => {
  it('reads the list right after the payment, and asks the index once that has caught up', async () => {
    const { reference } = await stripe.charge(request())
    expect(await stripe.findByReference(reference!)).not.toBeNull()
    expect(asked('search')).toBe(0)
    later(1 * hours)
    const listed = asked('/v1/payment_intents')
    expect(await stripe.findByReference(reference!)).not.toBeNull()
    expect(asked('search')).toBe(1)
    expect(asked('/v1/payment_intents')).toBe(listed + 2)
  })
  it('finds it beyond the first page, and what was captured although the index does not know it', async () => {
    const old = newId(time)
    later(3 * hours)
    const { providerPaymentId } = await stripe.charge(request({ reference: old }))
    for (let index = 0; index < 101; index++) await stripe.charge(request())
    expect(await stripe.findByReference(old)).toMatchObject({ providerPaymentId })
    expect(await all(new Date(0))).toHaveLength(102)
  })
  it('passes over payments in money the shop does not know', async () => {
    const headers = { authorization: `Bearer ${server.secretKey}` }
    const form = { amount: '500', currency: 'gbp', confirm: 'true', payment_method: 'pm_card_visa', return_url: 'http://x.test/' }
    const response = await fetch(`${server.url}/v1/payment_intents`, { method: 'POST', headers, body: new URLSearchParams(form) })
    const { id } = (await response.json()) as { id: string }
    expect(await stripe.find(id)).toBeNull()
    expect(await all(new Date(0))).toEqual([])
  })
  it('tells those that are not ours', async () => {
    const headers = { authorization: `Bearer ${server.secretKey}` }
    const form = { amount: '500', currency: 'eur', confirm: 'true', payment_method: 'pm_card_visa', return_url: 'http://x.test/' }
    await fetch(`${server.url}/v1/payment_intents`, { method: 'POST', headers, body: new URLSearchParams(form) })
    expect(await all(new Date(0))).toMatchObject([{ reference: null, amountMinor: 500, currency: 'EUR' }])
  })
})

describe('Refunds and disputes', () => {
  it('tell a refund that waits for the bank, and how it ended', async () => {
    const { providerPaymentId, currency } = await stripe.charge(request())
    server.refundsAre('pending')
    const give = (amountMinor: number) => stripe.refund({ reference: newId(time), providerPaymentId, amountMinor, currency })
    const [kept, bounced] = [await give(100), await give(200)]
    expect([kept, bounced]).toMatchObject([{ state: 'processing' }, { state: 'processing' }])
    server.settleRefund(kept.providerRefundId, 'succeeded')
    server.settleRefund(bounced.providerRefundId, 'failed')
    const { refunds } = (await stripe.find(providerPaymentId))!
    expect(refunds).toContainEqual({ ...kept, state: 'succeeded' })
    expect(refunds).toContainEqual({ ...bounced, state: 'failed', failureCode: 'declined' })
    // What the bank sent back can be given again.
    server.refundsAre('succeeded')
    expect(await give(4800)).toMatchObject({ state: 'succeeded' })
  })
  it('tell a refund that was made at Stripe, and more of them than one page', async () => {
    const { providerPaymentId, currency } = await stripe.charge(request())
    const headers = { authorization: `Bearer ${server.secretKey}` }
    await fetch(`${server.url}/v1/refunds`, { method: 'POST', headers, body: new URLSearchParams({ payment_intent: providerPaymentId, amount: '7' }) })
    for (let index = 0; index < 11; index++) await stripe.refund({ reference: newId(time), providerPaymentId, amountMinor: 10, currency })
    const { refunds } = (await stripe.find(providerPaymentId))!
    expect(refunds).toHaveLength(12)
    expect(refunds).toContainEqual({ reference: null, providerRefundId: expect.any(String), amountMinor: 7, state: 'succeeded', failureCode: null })
    expect((await all(new Date(0)))[0]?.refunds).toHaveLength(12)
  })
  it('know no refund of a payment that never was', async () => {
    await expect(stripe.refund({ reference: newId(time), providerPaymentId: 'pi_none', amountMinor: 1, currency: 'USD' })).rejects.toMatchObject({
      code: 'payment.not_found',
    })
    await expect(stripe.cancel('pi_none')).rejects.toMatchObject({ code: 'payment.not_found' })
  })
  it('tell a dispute, and who won; meanwhile nothing is given back', async () => {
    const { providerPaymentId, currency } = await stripe.charge(request())
    const { id } = server.raiseDispute(providerPaymentId, 'product_not_received')
    expect(await stripe.find(providerPaymentId)).toMatchObject({ state: 'succeeded', dispute: { state: 'open', reason: 'product_not_received' } })
    const refund = await stripe.refund({ reference: newId(time), providerPaymentId, amountMinor: 1, currency })
    expect(refund).toMatchObject({ state: 'failed', failureCode: 'charge_disputed' })
    server.closeDispute(id, 'lost')
    expect((await stripe.find(providerPaymentId))?.dispute).toEqual({ state: 'lost', reason: 'product_not_received' })
  })
})

describe("A page of Stripe's", () => {
  it('is one for a reference, in the language of the buyer, and is paid there', async () => {
    const once = checkout()
    const { url } = await stripe.openCheckout(once)
    expect(await stripe.openCheckout(once)).toEqual({ url })
    expect(await stripe.openCheckout({ ...once, locale: 'en' })).toEqual({ url })
    expect([...server.objects['checkout.session'].values()]).toMatchObject([
      { locale: 'ja', customer_email: 'ada@example.test', client_reference_id: once.reference, amount_total: 980, currency: 'jpy' },
    ])
    const waiting = await stripe.findByReference(once.reference)
    expect(waiting).toMatchObject({ reference: once.reference, state: 'requires_action', actionUrl: url, amountMinor: 980, currency: 'JPY' })
    expect(await stripe.find(waiting!.providerPaymentId)).toEqual(waiting)

    await submit(url, { payment_method: 'pm_card_visa' })
    const paid = await stripe.findByReference(once.reference)
    expect(paid).toMatchObject({ reference: once.reference, state: 'succeeded', actionUrl: null, method: 'visa •••• 4242' })
    // The page's id leads to the payment, also for giving back.
    expect(await stripe.find(waiting!.providerPaymentId)).toEqual(paid)
    const giving = { reference: newId(time), providerPaymentId: waiting!.providerPaymentId, amountMinor: 980, currency: 'JPY' as const }
    expect(await stripe.refund(giving)).toMatchObject({ state: 'succeeded' })
    expect(await stripe.openCheckout(once)).toEqual({ url: once.successUrl })
  })
  it('opens also for somebody whose e-mail Stripe does not take', async () => {
    const once = checkout({ email: 'root@localhost' })
    const { url } = await stripe.openCheckout(once)
    expect(await stripe.openCheckout(once)).toEqual({ url })
    expect([...server.objects['checkout.session'].values()]).toMatchObject([{ customer_email: null, metadata: { reference: once.reference } }])
  })
  it('stays payable after a decline', async () => {
    const once = checkout()
    const { url } = await stripe.openCheckout(once)
    await submit(url, { payment_method: 'pm_card_chargeDeclined' })
    const tried = await stripe.findByReference(once.reference)
    expect(tried).toMatchObject({ state: 'requires_action', actionUrl: url, failureCode: 'card_declined', providerPaymentId: expect.stringMatching(/^pi_/) })
    expect((await all(new Date(0)))[0]).toEqual(tried)
    await submit(url, { payment_method: 'pm_card_visa' })
    expect(await stripe.find(tried!.providerPaymentId)).toMatchObject({ state: 'succeeded' })
  })
  it.each(['nobody tried', 'a card was declined'])('is called off when %s', async (situation) => {
    const once = checkout()
    const { url } = await stripe.openCheckout(once)
    if (situation === 'a card was declined') await submit(url, { payment_method: 'pm_card_chargeDeclined' })
    const { providerPaymentId } = (await stripe.findByReference(once.reference))!
    expect(await stripe.cancel(providerPaymentId)).toMatchObject({ state: 'cancelled', actionUrl: null })
    expect(await stripe.cancel(providerPaymentId)).toMatchObject({ state: 'cancelled' })
    await submit(url, { payment_method: 'pm_card_visa' })
    expect(await stripe.findByReference(once.reference)).toMatchObject({ state: 'cancelled' })
    expect(await stripe.openCheckout(once)).toEqual({ url: once.cancelUrl })
  })
  it('is not called off any more once it was paid', async () => {
    const once = checkout()
    const { url } = await stripe.openCheckout(once)
    const { providerPaymentId } = (await stripe.findByReference(once.reference))!
    await submit(url, { payment_method: 'pm_card_visa' })
    expect(await stripe.cancel(providerPaymentId)).toMatchObject({ state: 'succeeded' })
  })
  it('is over after a day, and a new one may be opened', async () => {
    const once = checkout()
    await stripe.openCheckout(once)
    later(25 * hours)
    expect(await stripe.findByReference(once.reference)).toMatchObject({ state: 'cancelled' })
    expect((await stripe.openCheckout(once)).url).toMatch(/\/c\/pay\//)
    expect(await stripe.findByReference(once.reference)).toMatchObject({ state: 'requires_action' })
  })
})

describe('What callbacks are about', () => {
  const about = async (act: () => Promise<unknown>): Promise<Record<string, unknown>> => {
    const heard: Record<string, unknown> = {}
    server.webhooks.to(async (body, signature) => {
      const { id, type, at, about } = stripe.verify(body, signature)
      expect(at.getTime()).toBe(Math.floor(time.getTime() / 1000) * 1000)
      expect(id).toMatch(/^evt_/)
      heard[type] = about
      return 200
    })
    await act()
    await server.webhooks.settled()
    return heard
  }
  it('the payment, whatever happens to it', async () => {
    let payment: ProviderPayment | undefined
    const heard = await about(async () => {
      payment = await stripe.charge(request())
      server.refundsAre('pending')
      const refund = await stripe.refund({ reference: newId(time), providerPaymentId: payment.providerPaymentId, amountMinor: 1, currency: 'USD' })
      server.settleRefund(refund.providerRefundId, 'failed')
      server.closeDispute(server.raiseDispute(payment.providerPaymentId).id, 'won')
    })
    expect(Object.keys(heard)).toEqual(expect.arrayContaining(['payment_intent.succeeded', 'charge.refunded', 'refund.failed', 'charge.dispute.closed']))
    for (const each of Object.values(heard)) expect(each).toEqual({ kind: 'payment', id: payment?.providerPaymentId })
  })
  it('the payment of a page, or the page that nobody paid on', async () => {
    const heard = await about(async () => {
      await submit((await stripe.openCheckout(checkout())).url, { payment_method: 'pm_card_visa' })
      const left = checkout()
      await stripe.openCheckout(left)
      await stripe.cancel((await stripe.findByReference(left.reference))!.providerPaymentId)
    })
    expect(heard['checkout.session.completed']).toEqual({ kind: 'payment', id: [...server.objects.payment_intent.keys()][0] })
    expect(heard['checkout.session.expired']).toEqual({ kind: 'payment', id: [...server.objects['checkout.session'].keys()][1] })
    expect(heard['product.created']).toBeNull()
  })
  it('the subscription, also where only an invoice is told of, and nothing for the rest', () => {
    const told = (object: object) => {
      const body = JSON.stringify({ id: 'evt_1', type: 'x', created: 1, data: { object } })
      return stripe.verify(body, signWebhook(body, server.webhookSecret, Math.floor(time.getTime() / 1000))).about
    }
    const subscription = { kind: 'subscription', id: 'sub_1' }
    expect(told({ id: 'sub_1', object: 'subscription' })).toEqual(subscription)
    expect(told({ id: 'in_1', object: 'invoice', parent: { subscription_details: { subscription: 'sub_1' } } })).toEqual(subscription)
    expect(told({ id: 'cs_1', object: 'checkout.session', subscription: 'sub_1', payment_intent: null })).toEqual(subscription)
    expect(told({ id: 'in_1', object: 'invoice', parent: null })).toBeNull()
    expect(told({ id: 'ch_1', object: 'charge', payment_intent: null })).toBeNull()
    expect(told({ object: 'balance' })).toBeNull()
  })
})
