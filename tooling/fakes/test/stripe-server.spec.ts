import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type StripeEvent, type StripeServer, startStripeServer } from '../src/index.ts'
import { laterOn, previewing } from './stripe-plan-forms.ts'
import { complaintsOf, complaintsOfEvent } from './stripe-types.ts'

/** What these tests read of answers, whichever object they are. */
interface Json {
  id: string
  object: string
  url: string
  status: string
  customer: string
  product: string
  subscription: string
  payment_intent: string
  payment_status: string
  latest_invoice: string
  billing_reason: string
  amount_paid: number
  has_more: boolean
  data: Json[]
  items: { data: { id: string; current_period_end: number }[] }
  next_action: { redirect_to_url: { url: string } }
  parent: { subscription_details: { subscription: string } }
  lines: object
  total: number
  schedule: string | null
  phases: { start_date: number; end_date: number; items: { price: string }[] }[]
  error: { type: string; code: string; param: string }
}
type Answer = { status: number; headers: Headers; body: Json }
const start = new Date('2026-01-31T09:00:00.000Z')
let time = start
const clock = { now: () => time }
const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

let server: StripeServer
let arrived: { body: string; signature: string; event: StripeEvent }[]
let answersWith: number
beforeEach(async () => {
  time = start
  arrived = []
  answersWith = 200
  server = await startStripeServer({ clock })
  server.webhooks.to(async (body, signature) => {
    arrived.push({ body, signature, event: JSON.parse(body) })
    return answersWith
  })
})
afterEach(() => server.stop())

const ask = async (method: string, path: string, form: Record<string, string | number> = {}, headers: Record<string, string> = {}): Promise<Answer> => {
  const text = new URLSearchParams(Object.entries(form).map(([name, value]): [string, string] => [name, String(value)])).toString()
  const isPost = method === 'POST'
  const response = await fetch(`${server.url}/v1/${path}${isPost || !text ? '' : `?${text}`}`, {
    method,
    headers: { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    ...(isPost && { body: text }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
}
const post = (path: string, form?: Record<string, string | number>, headers?: Record<string, string>) => ask('POST', path, form, headers)
const get = (path: string, form?: Record<string, string | number>) => ask('GET', path, form)
const submit = (url: string, form: Record<string, string>) => fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
const types = () => arrived.map(({ event }) => event.type)

const pay = (method = 'pm_card_visa', more: Record<string, string | number> = {}) =>
  post('payment_intents', { amount: 4900, currency: 'usd', confirm: 'true', payment_method: method, return_url: 'http://shop.test/back', ...more })
const plan = async (key: string, amount: number) =>
  (await post('prices', { currency: 'jpy', unit_amount: amount, 'recurring[interval]': 'month', lookup_key: key, nickname: key, 'product_data[name]': key }))
    .body
const subscribe = async (method = 'pm_card_visa') => {
  const basic = await plan('pantheon_basic', 980)
  const pro = await plan('pantheon_pro', 2980)
  const testClock = (await post('test_helpers/test_clocks', { frozen_time: seconds(start) })).body
  const form = { email: 'ada@example.test', test_clock: testClock.id, 'invoice_settings[default_payment_method]': method }
  const customer = (await post('customers', form)).body
  const subscription = (await post('subscriptions', { customer: customer.id, 'items[0][price]': basic.id })).body
  const advance = async (to: Date) => {
    expect((await post(`test_helpers/test_clocks/${testClock.id}/advance`, { frozen_time: seconds(to) })).body.status).toBe('advancing')
    await expect.poll(async () => (await get(`test_helpers/test_clocks/${testClock.id}`)).body.status).toBe('ready')
  }
  return { basic, pro, customer, subscription, advance }
}

describe('What the server sends', () => {
  it('has the published fields and no others, in answers and in events', async () => {
    const taken = (await pay()).body
    await pay('pm_card_chargeDeclinedInsufficientFunds')
    const waiting = (await pay('pm_card_threeDSecure2Required')).body
    await submit(waiting.next_action.redirect_to_url.url, { outcome: 'fail' })
    await post(`payment_intents/${(await pay('pm_card_threeDSecure2Required')).body.id}/cancel`)
    const whole = (await get(`payment_intents/${taken.id}`, { 'expand[0]': 'latest_charge.refunds' })).body
    await post('refunds', { payment_intent: taken.id, amount: 900, 'metadata[reference]': 'r' })
    server.refundsAre('pending')
    server.settleRefund((await post('refunds', { payment_intent: taken.id, amount: 100 })).body.id, 'failed')
    server.closeDispute(server.raiseDispute(taken.id).id, 'won')
    const lineItem = { 'line_items[0][price_data][currency]': 'jpy', 'line_items[0][price_data][unit_amount]': 980 }
    const one = { mode: 'payment', success_url: 'http://shop.test/ok', 'line_items[0][price_data][product_data][name]': 'Course', ...lineItem }
    const open = (await post('checkout/sessions', one)).body
    await submit(open.url, { payment_method: 'pm_card_visa' })
    await post(`checkout/sessions/${(await post('checkout/sessions', one)).body.id}/expire`)
    const { subscription, basic, pro, customer, advance } = await subscribe()
    await post(`subscriptions/${subscription.id}`, {
      'items[0][id]': subscription.items.data[0]!.id,
      'items[0][price]': pro.id,
      proration_behavior: 'always_invoice',
    })
    await post(`customers/${customer.id}`, { 'invoice_settings[default_payment_method]': 'pm_card_chargeDeclined' })
    await advance(new Date('2026-03-01T00:00:00Z'))
    await post(`subscriptions/${subscription.id}`, { cancel_at_period_end: 'true' })
    await post(`subscriptions/${subscription.id}`, { cancel_at_period_end: 'false' })
    const schedule = (await post('subscription_schedules', { from_subscription: subscription.id })).body
    await post(`subscription_schedules/${schedule.id}`, laterOn(schedule, basic.id))
    const expanding = { 'expand[0]': 'schedule', 'expand[1]': 'customer.invoice_settings.default_payment_method' }
    const scheduled = (await get(`subscriptions/${subscription.id}`, expanding)).body
    await post(`subscription_schedules/${schedule.id}/release`)
    const preview = (await post('invoices/create_preview', previewing(scheduled, basic.id))).body
    expect((await ask('DELETE', `subscriptions/${subscription.id}`, { prorate: 'false' })).status).toBe(200)
    const portal = (await post('billing_portal/sessions', { customer: customer.id, return_url: 'http://shop.test/' })).body
    const invoice = (await get('invoices', { limit: 1, 'expand[0]': 'data.payments' })).body.data[0]!
    await server.webhooks.settled()

    const sent = [
      whole,
      open,
      portal,
      invoice,
      scheduled,
      preview,
      ...Object.entries(server.objects).flatMap(([kind, book]) => (kind === 'event' ? [] : [...book.values()])),
    ]
    expect(new Set(sent.map(({ object }) => object)).size).toBe(14)
    expect(sent.flatMap(complaintsOf)).toEqual([])
    const events = arrived.map(({ event }) => event)
    expect(events.length).toBeGreaterThan(40)
    expect(events.flatMap(complaintsOfEvent)).toEqual([])
    expect([...new Set(types())].sort()).toMatchSnapshot()
  })

  it('would be told apart from an older shape, or an invented one', async () => {
    const { subscription } = await subscribe()
    const invoice = (await get(`invoices/${subscription.latest_invoice}`)).body
    const end = subscription.items.data[0]!.current_period_end
    expect(complaintsOf({ ...subscription, current_period_end: end })).toEqual(['subscription.current_period_end does not exist'])
    expect(complaintsOf({ ...invoice, subscription: subscription.id })).toEqual(['invoice.subscription does not exist'])
    const { lines: _, ...without } = invoice
    expect(complaintsOf(without)).toEqual(['invoice.lines is missing'])
    expect(complaintsOf({ ...invoice, total: '980' })).toEqual(['invoice.total is "980"'])
    expect(complaintsOf({ ...invoice, status: 'settled' })).not.toEqual([])
    const event = { ...arrived[0]!.event, type: 'payment.paid' }
    expect(complaintsOfEvent(event)).toEqual(['There are no events of type payment.paid'])
    expect(complaintsOfEvent({ ...arrived[0]!.event, type: 'charge.succeeded' })).not.toEqual([])
  })
})

describe('Requests', () => {
  it('need the key of the account, as bearer or as basic', async () => {
    const withHeader = (authorization: string) => ask('GET', 'payment_intents', {}, { authorization })
    expect(await withHeader('Bearer sk_test_other')).toMatchObject({ status: 401, body: { error: { type: 'invalid_request_error' } } })
    expect((await withHeader('')).status).toBe(401)
    expect((await withHeader(`Basic ${Buffer.from(`${server.secretKey}:`).toString('base64')}`)).status).toBe(200)
  })
  it('are answered with their id and the version, and with no other version', async () => {
    const { headers } = await get('payment_intents')
    expect(headers.get('request-id')).toMatch(/^req_\w+$/)
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive')
    expect(await ask('GET', 'payment_intents', {}, { 'stripe-version': '2020-08-27' })).toMatchObject({ status: 400 })
  })
  it('are refused for parameters that do not exist, are missing or wrong', async () => {
    expect((await pay('pm_card_visa', { colour: 'red' })).body.error).toMatchObject({ code: 'parameter_unknown', param: 'colour' })
    expect((await pay('pm_card_visa', { 'automatic_payment_methods[on]': 'true' })).body.error.param).toMatch(/^automatic_payment_methods/)
    expect((await post('payment_intents', { currency: 'usd' })).body.error).toMatchObject({ code: 'parameter_missing', param: 'amount' })
    expect(await pay('pm_card_visa', { amount: '49.00' })).toMatchObject({ status: 400, body: { error: { param: 'amount' } } })
    expect((await pay('pm_card_visa', { amount: 20 })).body.error.code).toBe('amount_too_small')
    expect(await pay('pm_card_unknown')).toMatchObject({ status: 400, body: { error: { code: 'resource_missing', param: 'payment_method' } } })
    expect(await get('payment_intents/pi_none')).toMatchObject({ status: 404, body: { error: { code: 'resource_missing' } } })
    expect((await get('coupons')).status).toBe(404)
  })
  it('list the newest first, page by page, and between times', async () => {
    const made: string[] = []
    for (let index = 0; index < 5; index++) {
      made.unshift((await pay()).body.id)
      time = new Date(time.getTime() + 10_000)
    }
    const first = (await get('payment_intents', { limit: 2 })).body
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/payment_intents' })
    const rest = (await get('payment_intents', { limit: 3, starting_after: first.data[1]!.id })).body
    expect(rest.has_more).toBe(false)
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(made)
    const late = (await get('payment_intents', { 'created[gte]': seconds(start) + 20, 'created[lt]': seconds(start) + 40 })).body
    expect(late.data.map(({ id }) => id)).toEqual(made.slice(1, 3))
  })
  it('find by metadata only after a while', async () => {
    const { id } = (await pay('pm_card_visa', { 'metadata[reference]': 'ours' })).body
    const found = async () => (await get('payment_intents/search', { query: "metadata['reference']:'ours'" })).body.data.map((each) => each.id)
    expect(await found()).toEqual([])
    time = new Date(time.getTime() + 60_000)
    expect(await found()).toEqual([id])
  })
})

describe('Idempotency keys', () => {
  const key = { 'idempotency-key': 'k1' }
  const form = { amount: 4900, currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa', return_url: 'http://shop.test/' }
  it('repeat an answer, whatever it said', async () => {
    const first = await post('payment_intents', form, key)
    const again = await post('payment_intents', form, key)
    expect(again.body).toEqual(first.body)
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    const declined = { ...form, payment_method: 'pm_card_chargeDeclined' }
    expect((await post('payment_intents', declined, { 'idempotency-key': 'k2' })).status).toBe(402)
    expect(await post('payment_intents', declined, { 'idempotency-key': 'k2' })).toMatchObject({ status: 402, body: { error: { code: 'card_declined' } } })
    expect(server.objects.payment_intent.size).toBe(2)
  })
  it('refuse other parameters, and a second request while the first is at work', async () => {
    const [one, two] = await Promise.all([post('payment_intents', form, key), post('payment_intents', form, key)])
    expect([one.status, two.status].sort()).toEqual([200, 409])
    expect(await post('payment_intents', { ...form, amount: 1 }, key)).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } })
    expect((await post('customers', {}, key)).status).toBe(400)
  })
  it('keep nothing of a request whose parameters were wrong, and forget after a day', async () => {
    expect((await post('payment_intents', { ...form, amount: 'x' }, key)).status).toBe(400)
    expect((await post('payment_intents', form, key)).status).toBe(200)
    time = new Date(time.getTime() + 24 * 3_600_000)
    expect((await post('payment_intents', form, key)).headers.get('idempotent-replayed')).toBeNull()
    expect(server.objects.payment_intent.size).toBe(2)
  })
})

describe('The checkout page', () => {
  const session = async (more: Record<string, string | number> = {}) => {
    const line = { 'line_items[0][price_data][currency]': 'jpy', 'line_items[0][price_data][unit_amount]': 980 }
    const form = { mode: 'payment', success_url: 'http://shop.test/ok?s={CHECKOUT_SESSION_ID}', cancel_url: 'http://shop.test/no' }
    return (await post('checkout/sessions', { ...form, ...line, 'line_items[0][price_data][product_data][name]': 'Course', ...more })).body
  }
  it('is paid, tried again after a decline, and over afterwards', async () => {
    const { id, url } = await session({ 'payment_intent_data[metadata][reference]': 'ours' })
    expect(await (await fetch(url)).text()).toContain('980 jpy')
    expect((await submit(url, { payment_method: 'pm_card_chargeDeclined' })).status).toBe(402)
    const paid = await submit(url, { payment_method: 'pm_card_visa' })
    expect(paid.headers.get('location')).toBe(`http://shop.test/ok?s=${id}`)
    const { status, payment_status, payment_intent } = (await get(`checkout/sessions/${id}`)).body
    expect({ status, payment_status }).toEqual({ status: 'complete', payment_status: 'paid' })
    expect((await get(`payment_intents/${payment_intent}`)).body).toMatchObject({ status: 'succeeded', amount: 980, metadata: { reference: 'ours' } })
    expect(server.objects.payment_intent.size).toBe(1)
  })
  it('leads to the bank and back', async () => {
    const { id, url } = await session()
    const bank = (await submit(url, { payment_method: 'pm_card_threeDSecure2Required' })).headers.get('location')!
    expect((await submit(bank, { outcome: 'fail' })).headers.get('location')).toMatch(new RegExp(`^${url}\\?`))
    const again = (await submit(url, { payment_method: 'pm_card_threeDSecure2Required' })).headers.get('location')!
    expect((await submit(again, { outcome: 'complete' })).headers.get('location')).toBe(`http://shop.test/ok?s=${id}`)
  })
  it('can be left, and expires after a day', async () => {
    const { id, url } = await session()
    expect((await submit(url, { action: 'cancel' })).headers.get('location')).toBe('http://shop.test/no')
    expect((await get(`checkout/sessions/${id}`)).body.status).toBe('open')
    time = new Date(time.getTime() + 24 * 3_600_000)
    expect((await get(`checkout/sessions/${id}`)).body.status).toBe('expired')
    expect((await submit(url, { payment_method: 'pm_card_visa' })).headers.get('location')).toBeNull()
  })
  it('begins a subscription', async () => {
    const { id } = await plan('pantheon_basic', 980)
    const { body } = await post('checkout/sessions', {
      mode: 'subscription',
      success_url: 'http://shop.test/ok',
      'line_items[0][price]': id,
      customer_email: 'a@b.test',
    })
    expect((await submit(body.url, { payment_method: 'pm_card_chargeDeclined' })).status).toBe(402)
    expect(server.objects.subscription.size).toBe(0)
    expect((await submit(body.url, { payment_method: 'pm_card_visa' })).status).toBe(303)
    const { subscription, customer } = (await get(`checkout/sessions/${body.id}`)).body
    expect((await get(`subscriptions/${subscription}`)).body).toMatchObject({ status: 'active', customer })
  })
})

describe('Subscriptions', () => {
  const day = (text: string) => seconds(new Date(`${text}T09:00:00.000Z`))
  const invoicesOf = async (id: string) =>
    (await get('invoices', { limit: 100 })).body.data.filter((each) => each.parent.subscription_details.subscription === id)

  it('renew on the last day of a shorter month, and say so on the item and the invoice', async () => {
    const { subscription, advance } = await subscribe()
    expect(subscription.items.data[0]).toMatchObject({ current_period_start: seconds(start), current_period_end: day('2026-02-28') })
    await advance(new Date('2026-04-01T00:00:00Z'))
    const now = (await get(`subscriptions/${subscription.id}`)).body
    expect(now.items.data[0]).toMatchObject({ current_period_start: day('2026-03-31'), current_period_end: day('2026-04-30') })
    const invoices = await invoicesOf(subscription.id)
    expect(invoices.map(({ billing_reason, amount_paid }) => [billing_reason, amount_paid])).toEqual([
      ['subscription_cycle', 980],
      ['subscription_cycle', 980],
      ['subscription_create', 980],
    ])
    await server.webhooks.settled()
    expect(types().filter((type) => type === 'invoice.paid')).toHaveLength(3)
    expect(types().at(-1)).toBe('test_helpers.test_clock.ready')
  })
  it('change their price in the middle: at once, with the next invoice, or without a settlement', async () => {
    const { subscription, pro, basic, advance } = await subscribe()
    const item = subscription.items.data[0]!
    await advance(new Date('2026-02-14T09:00:00Z'))
    const change = (price: string, proration_behavior: string) =>
      post(`subscriptions/${subscription.id}`, { 'items[0][id]': item.id, 'items[0][price]': price, proration_behavior })
    await change(pro.id, 'always_invoice')
    // Half of the period is left: 490 is not used of the old price, 1,490 is to pay of the new.
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ billing_reason: 'subscription_update', total: 1000, amount_paid: 1000, status: 'paid' })
    await change(basic.id, 'create_prorations')
    expect(await invoicesOf(subscription.id)).toHaveLength(2)
    await advance(new Date('2026-03-01T00:00:00Z'))
    // 980 for March, less the 1,000 that came back: nothing to pay, and 20 stay as credit.
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ billing_reason: 'subscription_cycle', total: -20, amount_due: 0, ending_balance: -20 })
    await change(pro.id, 'none')
    await advance(new Date('2026-04-01T00:00:00Z'))
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ total: 2980, amount_paid: 2960 })
  })
  it('end with the period when they are told to, and not when they are told otherwise in time', async () => {
    const { subscription, advance } = await subscribe()
    const cancel = async (value: string) => (await post(`subscriptions/${subscription.id}`, { cancel_at_period_end: value })).body
    expect(await cancel('true')).toMatchObject({ status: 'active', cancel_at: day('2026-02-28'), cancellation_details: { reason: 'cancellation_requested' } })
    expect(await cancel('false')).toMatchObject({ cancel_at: null, canceled_at: null })
    await advance(new Date('2026-03-01T00:00:00Z'))
    expect((await get(`subscriptions/${subscription.id}`)).body.status).toBe('active')
    await cancel('true')
    await advance(new Date('2026-04-01T00:00:00Z'))
    expect((await get(`subscriptions/${subscription.id}`)).body).toMatchObject({ status: 'canceled', ended_at: day('2026-03-31') })
    expect(await invoicesOf(subscription.id)).toHaveLength(2)
  })
  it('are past due while a renewal is declined', async () => {
    const { subscription, customer, advance } = await subscribe()
    await post(`customers/${customer.id}`, { 'invoice_settings[default_payment_method]': 'pm_card_chargeDeclined' })
    await advance(new Date('2026-03-01T00:00:00Z'))
    expect((await get(`subscriptions/${subscription.id}`)).body.status).toBe('past_due')
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ status: 'open', amount_paid: 0, amount_remaining: 980 })
    await server.webhooks.settled()
    expect(types()).toContain('invoice.payment_failed')
  })
  it('are found by the key of their price', async () => {
    const { basic } = await subscribe()
    const found = (await get('prices', { 'lookup_keys[0]': 'pantheon_basic' })).body.data
    expect(found).toMatchObject([{ id: basic.id, unit_amount: 980, unit_amount_decimal: '980', currency: 'jpy' }])
    expect((await post('prices', { currency: 'jpy', unit_amount: 1, product: basic.product, lookup_key: 'pantheon_basic' })).status).toBe(400)
  })
})

describe('Webhooks', () => {
  it('are signed over the bytes that are sent', async () => {
    await pay()
    await server.webhooks.settled()
    const { body, signature } = arrived[0]!
    const [, at, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)!
    expect(Number(at)).toBe(seconds(start))
    expect(createHmac('sha256', server.webhookSecret).update(`${at}.${body}`).digest('hex')).toBe(mac)
    expect(types()).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'])
  })
  it('wait, and come in another order, twice or not at all', async () => {
    server.webhooks.hold()
    await pay()
    await server.webhooks.settled()
    expect(arrived).toEqual([])
    expect(server.webhooks.held).toHaveLength(3)
    await server.webhooks.release(([created, , succeeded]) => [succeeded!, created!, created!])
    expect(types()).toEqual(['payment_intent.succeeded', 'payment_intent.created', 'payment_intent.created'])
    await pay()
    await server.webhooks.settled()
    expect(arrived).toHaveLength(6)
  })
  it('come again when they were refused', async () => {
    answersWith = 500
    await pay()
    await server.webhooks.settled()
    expect(server.webhooks.refused).toHaveLength(3)
    answersWith = 200
    await server.webhooks.retry()
    expect(server.webhooks.refused).toHaveLength(0)
    expect(arrived.slice(0, 3).map(({ event }) => event.id)).toEqual(arrived.slice(3).map(({ event }) => event.id))
  })
})
