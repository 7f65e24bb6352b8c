import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type StripeServer, startStripeServer } from '../src/index.ts'
import { laterOn, previewing } from './stripe-plan-forms.ts'

/** What these tests read of answers, whichever object they are. */
interface Json {
  id: string
  status: string
  schedule: string | null
  data: Json[]
  items: { data: { id: string }[] }
  parent: { subscription_details: { subscription: string } }
  phases: { start_date: number; end_date: number; items: { price: string }[] }[]
}
const start = new Date('2026-01-31T09:00:00.000Z')
const clock = { now: () => start }
const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
const day = (text: string) => seconds(new Date(`${text}T09:00:00.000Z`))

let server: StripeServer
beforeEach(async () => {
  server = await startStripeServer({ clock })
})
afterEach(() => server.stop())

const ask = async (method: string, path: string, form: Record<string, string | number> = {}): Promise<{ status: number; body: Json }> => {
  const text = new URLSearchParams(Object.entries(form).map(([name, value]): [string, string] => [name, String(value)])).toString()
  const isPost = method === 'POST'
  const response = await fetch(`${server.url}/v1/${path}${isPost || !text ? '' : `?${text}`}`, {
    method,
    headers: { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    ...(isPost && { body: text }),
  })
  return { status: response.status, body: (await response.json()) as Json }
}
const post = (path: string, form?: Record<string, string | number>) => ask('POST', path, form)
const get = (path: string, form?: Record<string, string | number>) => ask('GET', path, form)
const invoicesOf = async (subscription: string) => (await get('invoices', { limit: 100, subscription })).body.data

const plan = async (key: string, amount: number) =>
  (await post('prices', { currency: 'jpy', unit_amount: amount, 'recurring[interval]': 'month', lookup_key: key, 'product_data[name]': key })).body
/** Somebody who pays every month, and whose time a test clock moves. */
const subscribe = async () => {
  const [basic, pro] = [await plan('pantheon_basic', 980), await plan('pantheon_pro', 2980)]
  const testClock = (await post('test_helpers/test_clocks', { frozen_time: seconds(start) })).body
  const form = { email: 'ada@example.test', test_clock: testClock.id, 'invoice_settings[default_payment_method]': 'pm_card_visa' }
  const customer = (await post('customers', form)).body
  const subscription = (await post('subscriptions', { customer: customer.id, 'items[0][price]': basic.id })).body
  const advance = async (to: Date) => {
    await post(`test_helpers/test_clocks/${testClock.id}/advance`, { frozen_time: seconds(to) })
    await expect.poll(async () => (await get(`test_helpers/test_clocks/${testClock.id}`)).body.status).toBe('ready')
  }
  return { basic, pro, customer, subscription, advance }
}

describe('Subscriptions at the local Stripe', () => {
  it('take another price when a phase of their schedule begins, and are let go after the last', async () => {
    const { subscription, basic, pro, advance } = await subscribe()
    const item = subscription.items.data[0]!
    await post(`subscriptions/${subscription.id}`, { 'items[0][id]': item.id, 'items[0][price]': pro.id, proration_behavior: 'always_invoice' })
    const schedule = (await post('subscription_schedules', { from_subscription: subscription.id })).body
    expect((await post('subscription_schedules', { from_subscription: subscription.id })).status).toBe(400)
    const planned = (await post(`subscription_schedules/${schedule.id}`, laterOn(schedule, basic.id))).body
    expect(planned.phases.map(({ start_date, items }) => [start_date, items[0]!.price])).toEqual([
      [seconds(start), pro.id],
      [day('2026-02-28'), basic.id],
    ])
    // Its end belongs to the schedule now.
    expect((await post(`subscriptions/${subscription.id}`, { cancel_at_period_end: 'true' })).status).toBe(400)
    await advance(new Date('2026-03-01T00:00:00Z'))
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ billing_reason: 'subscription_cycle', total: 980, amount_paid: 980 })
    expect((await get(`subscriptions/${subscription.id}`)).body).toMatchObject({ schedule: schedule.id, metadata: { plan: 'basic' } })
    await advance(new Date('2026-04-01T00:00:00Z'))
    expect((await get(`subscriptions/${subscription.id}`)).body.schedule).toBeNull()
    expect((await get(`subscription_schedules/${schedule.id}`)).body).toMatchObject({ status: 'released', released_subscription: subscription.id })
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ total: 980 })
  })
  it('show what a change would take, and take none of it', async () => {
    const { subscription, pro, advance } = await subscribe()
    await advance(new Date('2026-02-14T09:00:00Z'))
    const preview = (await post('invoices/create_preview', previewing(subscription, pro.id))).body
    expect(preview).toMatchObject({ total: 1000, status: 'draft', parent: { subscription_details: { subscription_proration_date: day('2026-02-14') } } })
    expect(await invoicesOf(subscription.id)).toHaveLength(1)
  })
  it('are tried again after a day, three and seven, and end when that was for nothing', async () => {
    const { subscription, customer, advance } = await subscribe()
    await post(`customers/${customer.id}`, { 'invoice_settings[default_payment_method]': 'pm_card_chargeDeclined' })
    await advance(new Date('2026-03-02T00:00:00Z'))
    expect((await invoicesOf(subscription.id))[0]).toMatchObject({ status: 'open', attempt_count: 2 })
    await advance(new Date('2026-03-07T08:00:00Z'))
    expect((await get(`subscriptions/${subscription.id}`)).body.status).toBe('past_due')
    await advance(new Date('2026-03-07T10:00:00Z'))
    expect((await get(`subscriptions/${subscription.id}`)).body).toMatchObject({ status: 'canceled', ended_at: day('2026-03-07') })
  })
})
