import type { PlanOffer, ProviderSubscription, SubscribeRequest, SubscriptionProvider } from '@pantheon/business'
import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase, dialects, type TestDialect } from '@pantheon/db/testing'
import { startStripeServer } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStripeSubscriptions } from '../src/payments/stripe-subscriptions.ts'
import { createTestSubscriptions } from '../src/payments/test-subscriptions.ts'

type Plan = 'basic' | 'pro'
/** A provider in a place where a test decides what happens to it. */
interface Place {
  provider: SubscriptionProvider
  /** Somebody chooses a plan and pays for it, with a card that is good for one time only if they say so. */
  begins: (plan: Plan, card?: 'good' | 'once' | 'poor') => Promise<ProviderSubscription | null>
  /** Lets time pass, with everything that falls due in it. */
  comes: (at: string) => Promise<void>
  takesAnotherCard: (subscription: ProviderSubscription) => Promise<unknown>
  /** What was asked for, whether it was paid, and whether it was given back. */
  bills: () => Promise<string[]>
  /** When its cards expire. */
  expires: string
  close: () => Promise<void>
}

const start = new Date('2026-11-01T00:00:00.000Z')
let time = start
const clock = { now: () => time }
const silent = () => undefined
const logger = { info: silent, warn: silent, error: silent }
const plans: PlanOffer[] = [
  { plan: 'basic', name: 'Basic', amountMinor: 980, currency: 'JPY' },
  { plan: 'pro', name: 'Pro', amountMinor: 2980, currency: 'JPY' },
]
const request = (plan: Plan, more: Partial<SubscribeRequest> = {}): SubscribeRequest => ({
  reference: newId(new Date()),
  plan,
  customerId: null,
  email: 'ada@example.test',
  locale: 'ja',
  successUrl: 'http://shop.test/ok',
  cancelUrl: 'http://shop.test/no',
  formUrl: 'http://shop.test/form',
  ...more,
})
const billOf = (amount: number, isPaid: boolean, isBack: boolean): string => `${amount}${isPaid ? '' : ' open'}${isBack ? ' back' : ''}`

const atStripe = async (): Promise<Place> => {
  const server = await startStripeServer({ clock })
  const provider = createStripeSubscriptions({ secretKey: server.secretKey, apiBase: server.url, clock, logger, timeoutMs: 2000, retries: 0 })
  const ask = async (path: string, form: Record<string, string>): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${server.secretKey}` }
    const response = await fetch(`${server.url}/v1/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })
    expect(response.status).toBe(200)
    return (await response.json()) as { id: string }
  }
  const seconds = (at: Date): string => String(at.getTime() / 1000)
  const testClock = await ask('test_helpers/test_clocks', { frozen_time: seconds(start) })
  const submit = (url: string, payment_method: string) => fetch(url, { method: 'POST', body: new URLSearchParams({ payment_method }), redirect: 'manual' })
  return {
    provider,
    begins: async (plan, card = 'good') => {
      const customer = await ask('customers', { test_clock: testClock.id, email: 'ada@example.test' })
      const asked = request(plan, { customerId: customer.id })
      const { url } = await provider.openCheckout(asked)
      await submit(url, card === 'poor' ? 'pm_card_chargeDeclined' : 'pm_card_visa')
      const begun = await provider.findByReference(asked.reference)
      if (card === 'once') await ask(`subscriptions/${begun?.providerSubscriptionId}`, { default_payment_method: 'pm_card_chargeDeclined' })
      return begun
    },
    comes: async (at) => {
      time = new Date(at)
      await ask(`test_helpers/test_clocks/${testClock.id}/advance`, { frozen_time: seconds(time) })
      await expect.poll(() => server.objects['test_helpers.test_clock'].get(testClock.id)?.status).toBe('ready')
    },
    takesAnotherCard: async ({ customerId }) => {
      const { url } = await provider.openPortal({ customerId, locale: 'en', returnUrl: 'http://shop.test/', formUrl: '' })
      await submit(url, 'pm_card_mastercard')
    },
    bills: async () =>
      [...server.objects.invoice.values()].map(({ id, total, status }) => {
        const payment = [...server.objects.invoice_payment.values()].find(({ invoice }) => invoice === id)
        const isBack = [...server.objects.refund.values()].some(({ payment_intent }) => payment_intent === payment?.payment.payment_intent)
        return billOf(total, status === 'paid', isBack)
      }),
    expires: '2034-12',
    close: () => server.stop(),
  }
}

/** One database for all tests of a dialect. */
const opened = new Map<string, { db: Db; drop: () => Promise<void> }>()
const ledgerOn = async (dialect: TestDialect): Promise<Db> => {
  const known = opened.get(dialect)
  if (known) return known.db
  const { url, drop } = await createTestDatabase(dialect)
  const db = await openDb(url)
  opened.set(dialect, { db, drop })
  return db
}
afterAll(async () => {
  for (const { db, drop } of opened.values()) {
    await db.close()
    await drop()
  }
})

const cards = { good: '4242424242424242', other: '5555555555554444', once: '4000000000000341', poor: '4000000000000002' }
const paymentMethodOf = (card: keyof typeof cards) => ({ kind: 'card' as const, card: { number: cards[card], expiry: '12/30', cvc: '123' } })
const embedded = async (dialect: TestDialect): Promise<Place> => {
  const db = await ledgerOn(dialect)
  const provider = createTestSubscriptions({ db, clock })
  return {
    provider,
    begins: async (plan, card = 'good') => {
      const asked = request(plan)
      expect(await provider.openCheckout(asked)).toEqual({ url: asked.formUrl })
      await provider.subscribe({ reference: asked.reference, plan, paymentMethod: paymentMethodOf(card) }).catch(silent)
      return provider.findByReference(asked.reference)
    },
    comes: async (at) => {
      time = new Date(at)
    },
    takesAnotherCard: ({ providerSubscriptionId }) => provider.replacePaymentMethod(providerSubscriptionId, paymentMethodOf('other')),
    bills: async () => {
      const { testBills } = db.tables
      const bills = await db.select().from(testBills).orderBy(testBills.createdAt, testBills.id)
      return bills.map(({ amountMinor, paidAt, refundedAt }) => billOf(amountMinor, paidAt !== null, refundedAt !== null))
    },
    expires: '2030-12',
    close: async () => {
      await db.delete(db.tables.testBills)
      await db.delete(db.tables.testSubscriptions)
    },
  }
}

const places = [
  { name: 'Stripe', open: atStripe },
  ...dialects.map((dialect) => ({ name: `the embedded provider on ${dialect}`, open: () => embedded(dialect) })),
]

describe.each(places)('Subscriptions through $name', ({ open }) => {
  let place: Place
  let provider: SubscriptionProvider
  beforeEach(async () => {
    time = start
    place = await open()
    provider = place.provider
    await provider.offer(plans)
  })
  afterEach(() => place.close())
  const begins = async (plan: Plan, card?: 'good' | 'once'): Promise<ProviderSubscription> => (await place.begins(plan, card))!
  const standsAt = async (at: string, { providerSubscriptionId }: ProviderSubscription) => {
    await place.comes(at)
    return (await provider.find(providerSubscriptionId))!
  }

  it('begin when the first month is paid, and not with a card that is declined', async () => {
    expect(await place.begins('basic', 'poor')).toBeNull()
    expect(await place.bills()).toEqual([])
    const begun = await begins('basic')
    expect(begun).toMatchObject({ plan: 'basic', nextPlan: null, state: 'active', periodStart: start, periodEnd: new Date('2026-12-01') })
    expect(begun).toMatchObject({ cancelsAtPeriodEnd: false, endedAt: null })
    expect(await place.bills()).toEqual(['980'])
    expect(await provider.find('sub_none')).toBeNull()
    expect(await provider.findByReference(newId(new Date()))).toBeNull()
  })

  it('renew month by month, however long nobody asks', async () => {
    const begun = await begins('basic')
    expect(await standsAt('2027-02-10', begun)).toMatchObject({ state: 'active', periodStart: new Date('2027-02-01'), periodEnd: new Date('2027-03-01') })
    expect(await place.bills()).toEqual(['980', '980', '980', '980'])
    await Promise.all([1, 2, 3].map(() => provider.find(begun.providerSubscriptionId)))
    expect(await place.bills()).toHaveLength(4)
  })

  it('are taken up at once, for the difference that was quoted, once', async () => {
    const { providerSubscriptionId: id } = await begins('basic')
    await place.comes('2026-11-16')
    const quote = await provider.quote(id, 'pro')
    expect(quote).toEqual({ dueMinor: 1000, currency: 'JPY', at: new Date('2026-11-16') })
    await place.comes('2026-11-16T00:20:00Z')
    const pro = await provider.changePlan(id, 'pro', quote.at)
    expect(pro).toMatchObject({ plan: 'pro', state: 'active', periodEnd: new Date('2026-12-01') })
    expect(await provider.changePlan(id, 'pro', quote.at)).toEqual(pro)
    expect(await place.bills()).toEqual(['980', '1000'])
    await place.comes('2026-12-02')
    await provider.find(id)
    expect(await place.bills()).toEqual(['980', '1000', '2980'])
  })

  it('say what was paid for them, month by month and for what is left of one, and nothing that was not', async () => {
    const { providerSubscriptionId: id } = await begins('basic')
    await place.comes('2026-11-16')
    await provider.changePlan(id, 'pro', null)
    await provider.schedulePlan(id, 'basic')
    await place.comes('2027-01-10')
    const bills = (await provider.billsOf(id)).map(({ plan, amountMinor, currency, periodStart, periodEnd }) =>
      [plan, amountMinor, currency, ...[periodStart, periodEnd].map((at) => at.toISOString().slice(0, 10))].join(' '),
    )
    expect(bills).toEqual([
      'basic 980 JPY 2026-11-01 2026-12-01',
      'pro 1000 JPY 2026-11-16 2026-12-01',
      'basic 980 JPY 2026-12-01 2027-01-01',
      'basic 980 JPY 2027-01-01 2027-02-01',
    ])
    expect(new Set((await provider.billsOf(id)).map((bill) => bill.id)).size).toBe(4)
    expect(await provider.billsOf('sub_none')).toEqual([])
    const unpaid = await begins('basic', 'once')
    await place.comes('2027-02-11')
    expect(await provider.billsOf(unpaid.providerSubscriptionId)).toHaveLength(1)
  })

  it('keep what they are when the difference cannot be taken', async () => {
    const { providerSubscriptionId: id } = await begins('basic', 'once')
    await expect(provider.changePlan(id, 'pro', null)).rejects.toMatchObject({ code: 'payment.declined', details: { reason: 'card_declined' } })
    expect(await provider.find(id)).toMatchObject({ plan: 'basic', state: 'active' })
    expect(await place.bills()).toEqual(['980'])
  })

  it('become smaller when what is paid for is used up, and cost less from then on', async () => {
    const begun = await begins('pro')
    const { providerSubscriptionId: id } = begun
    await place.comes('2026-11-10')
    const planned = await provider.schedulePlan(id, 'basic')
    expect(planned).toMatchObject({ plan: 'pro', nextPlan: 'basic', state: 'active', periodEnd: new Date('2026-12-01') })
    expect(await provider.schedulePlan(id, 'basic')).toEqual(planned)
    expect(await provider.find(id)).toEqual(planned)
    expect(await standsAt('2026-11-30T23:00:00Z', begun)).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
    expect(await standsAt('2026-12-02', begun)).toMatchObject({ plan: 'basic', nextPlan: null, state: 'active', periodEnd: new Date('2027-01-01') })
    expect(await standsAt('2027-01-02', begun)).toMatchObject({ plan: 'basic', nextPlan: null })
    expect(await place.bills()).toEqual(['2980', '980', '980'])
    // And larger again, as if nothing had been.
    expect(await provider.changePlan(id, 'pro', null)).toMatchObject({ plan: 'pro', nextPlan: null })
    expect(await provider.schedulePlan(id, 'basic')).toMatchObject({ plan: 'pro', nextPlan: 'basic' })
  })

  it('stay as they are when a smaller plan is taken back in time', async () => {
    const begun = await begins('pro')
    const { providerSubscriptionId: id } = begun
    await provider.schedulePlan(id, 'basic')
    expect(await provider.schedulePlan(id, null)).toMatchObject({ plan: 'pro', nextPlan: null })
    expect(await provider.schedulePlan(id, null)).toMatchObject({ plan: 'pro', nextPlan: null })
    expect(await standsAt('2026-12-02', begun)).toMatchObject({ plan: 'pro', state: 'active' })
    expect(await place.bills()).toEqual(['2980', '2980'])
  })

  it('end with the period when they are told to, and can be told otherwise in time', async () => {
    const begun = await begins('basic')
    const { providerSubscriptionId: id } = begun
    expect(await provider.setCancelAtPeriodEnd(id, true)).toMatchObject({ cancelsAtPeriodEnd: true, state: 'active' })
    expect(await provider.setCancelAtPeriodEnd(id, false)).toMatchObject({ cancelsAtPeriodEnd: false })
    expect(await standsAt('2026-12-02', begun)).toMatchObject({ state: 'active' })
    await provider.setCancelAtPeriodEnd(id, true)
    expect(await standsAt('2027-03-05', begun)).toMatchObject({ state: 'ended', endedAt: new Date('2027-01-01'), endedUnpaid: false })
    expect(await place.bills()).toEqual(['980', '980'])
    for (const act of [() => provider.setCancelAtPeriodEnd(id, false), () => provider.changePlan(id, 'pro', null), () => provider.schedulePlan(id, 'pro')])
      await expect(act()).rejects.toMatchObject({ code: 'subscription.ended' })
    await expect(provider.changePlan('sub_none', 'pro', null)).rejects.toMatchObject({ code: 'subscription.not_found' })
  })

  it('do what they were told last: to end, to become smaller, to go on larger', async () => {
    const { providerSubscriptionId: id } = await begins('pro')
    await provider.schedulePlan(id, 'basic')
    expect(await provider.setCancelAtPeriodEnd(id, true)).toMatchObject({ cancelsAtPeriodEnd: true, nextPlan: null })
    expect(await provider.schedulePlan(id, 'basic')).toMatchObject({ cancelsAtPeriodEnd: false, nextPlan: 'basic' })
    const small = await begins('basic')
    await provider.setCancelAtPeriodEnd(small.providerSubscriptionId, true)
    expect(await provider.changePlan(small.providerSubscriptionId, 'pro', null)).toMatchObject({ plan: 'pro', cancelsAtPeriodEnd: false })
  })

  it('are past due while a renewal is declined, and go on when another card pays', async () => {
    const begun = await begins('basic', 'once')
    expect(await standsAt('2026-12-01T06:00:00Z', begun)).toMatchObject({ state: 'past_due', plan: 'basic' })
    expect(await place.bills()).toEqual(['980', '980 open'])
    await place.comes('2026-12-05')
    await place.takesAnotherCard(begun)
    expect(await provider.find(begun.providerSubscriptionId)).toMatchObject({ state: 'active', periodEnd: new Date('2027-01-01') })
    expect(await place.bills()).toEqual(['980', '980'])
    expect(await standsAt('2027-01-02', begun)).toMatchObject({ state: 'active' })
  })

  it('know the card on file, and the one that took its place', async () => {
    const begun = await begins('basic')
    const { providerSubscriptionId: id } = begun
    expect(await provider.cardOf(id)).toEqual({ brand: 'visa', last4: '4242', expires: place.expires })
    await place.takesAnotherCard(begun)
    expect(await provider.cardOf(id)).toEqual({ brand: 'mastercard', last4: '4444', expires: place.expires })
    expect(await provider.cardOf('sub_none')).toBeNull()
  })

  it('end a week after a renewal that nobody paid', async () => {
    const begun = await begins('basic', 'once')
    expect(await standsAt('2026-12-07T23:00:00Z', begun)).toMatchObject({ state: 'past_due' })
    expect(await standsAt('2026-12-20', begun)).toMatchObject({ state: 'ended', endedAt: new Date('2026-12-08'), endedUnpaid: true })
    expect(await place.bills()).toEqual(['980', '980 open'])
  })

  it('are called off at once, with everything given back, once', async () => {
    const begun = await begins('basic')
    await provider.changePlan(begun.providerSubscriptionId, 'pro', null)
    await provider.schedulePlan(begun.providerSubscriptionId, 'basic')
    const ended = await provider.cancelNow(begun.providerSubscriptionId)
    expect(ended).toMatchObject({ state: 'ended', nextPlan: null })
    expect(await provider.cancelNow(begun.providerSubscriptionId)).toEqual(ended)
    expect(await place.bills()).toEqual(['980 back', '2000 back'])
    expect(await standsAt('2026-12-20', begun)).toMatchObject({ state: 'ended' })
    expect(await place.bills()).toHaveLength(2)
  })

  it('have a page that can be closed while nobody has paid on it', async () => {
    const asked = request('basic')
    const { url } = await provider.openCheckout(asked)
    await provider.closeCheckout(asked.reference)
    await provider.closeCheckout(asked.reference)
    await provider.closeCheckout(newId(new Date()))
    if (provider.entry === 'hosted') {
      const page = await fetch(url, { method: 'POST', body: new URLSearchParams({ payment_method: 'pm_card_visa' }), redirect: 'manual' })
      expect(await page.text()).toContain('This checkout is over')
    }
    expect(await provider.findByReference(asked.reference)).toBeNull()
    const begun = await begins('basic')
    await provider.closeCheckout(begun.reference!)
    expect(await provider.find(begun.providerSubscriptionId)).toEqual(begun)
  })
})

describe.each(dialects)('The embedded provider, on %s,', (dialect) => {
  let place: Place
  beforeEach(async () => {
    time = start
    place = await embedded(dialect)
    await place.provider.offer(plans)
  })
  afterEach(() => place.close())

  it('begins once for a reference, however often and at once it is asked', async () => {
    const reference = newId(new Date())
    const ask = () => place.provider.subscribe({ reference, plan: 'basic', paymentMethod: paymentMethodOf('good') })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(new Set(answers.map(({ providerSubscriptionId }) => providerSubscriptionId)).size).toBe(1)
    expect(await place.bills()).toEqual(['980'])
    expect(await place.provider.openCheckout(request('basic', { reference }))).toEqual({ url: 'http://shop.test/ok' })
  })
  it('takes its own cards only, says which are declined, and has no price before one is offered', async () => {
    const { provider } = place
    const subscribe = (means: Parameters<typeof provider.subscribe>[0]['paymentMethod']) =>
      provider.subscribe({ reference: newId(new Date()), plan: 'basic', paymentMethod: means })
    await expect(subscribe(paymentMethodOf('poor'))).rejects.toMatchObject({ code: 'payment.declined', details: { reason: 'card_declined' } })
    await expect(subscribe({ kind: 'token', token: 'pm_card_visa' })).rejects.toMatchObject({ code: 'payment.means_not_taken' })
    await expect(subscribe({ kind: 'card', card: { ...paymentMethodOf('good').card, number: '4111111111111111' } })).rejects.toMatchObject({
      code: 'payment.unknown_test_card',
    })
    const fresh = createTestSubscriptions({ db: await ledgerOn(dialect), clock })
    await expect(fresh.subscribe({ reference: newId(new Date()), plan: 'pro', paymentMethod: paymentMethodOf('good') })).rejects.toMatchObject({
      code: 'plan.not_offered',
    })
  })
  it('takes no card after the last day of its month, and renews with none', async () => {
    const { provider } = place
    const cardUntil = (expiry: string) => ({ kind: 'card' as const, card: { ...paymentMethodOf('good').card, expiry } })
    const reference = newId(new Date())
    const expired = { code: 'payment.declined', details: { reason: 'expired_card' } }
    await expect(provider.subscribe({ reference, plan: 'basic', paymentMethod: cardUntil('10/26') })).rejects.toMatchObject(expired)
    const { providerSubscriptionId: id } = await provider.subscribe({ reference, plan: 'basic', paymentMethod: cardUntil('11/26') })
    time = new Date('2026-11-30T23:59:59.999Z')
    await provider.replacePaymentMethod(id, cardUntil('11 / 26'))
    time = new Date('2026-12-01T00:00:00.000Z')
    await expect(provider.replacePaymentMethod(id, cardUntil('11/26'))).rejects.toMatchObject(expired)
    expect(await provider.find(id)).toMatchObject({ state: 'past_due' })
    await expect(provider.changePlan(id, 'pro', null)).rejects.toMatchObject(expired)
    await provider.replacePaymentMethod(id, cardUntil('12/26'))
    expect(await provider.find(id)).toMatchObject({ state: 'active' })
    expect(await place.bills()).toEqual(['980', '980'])
  })
  it('knows what was begun before bills were written', async () => {
    const db = await ledgerOn(dialect)
    const nothing = { amountMinor: null, currency: null, nextPlan: null, nextAmountMinor: null, card: null, billedUntil: null, unpaidSince: null }
    await db.insert(db.tables.testSubscriptions).values({ id: 'test_old', reference: 'old', plan: 'basic', startedAt: start, endsAt: null, ...nothing })
    time = new Date('2026-12-10')
    expect(await place.provider.find('test_old')).toMatchObject({ state: 'active', periodEnd: new Date('2027-01-01') })
    expect(await place.bills()).toEqual([])
    time = new Date('2027-01-10')
    expect(await place.provider.find('test_old')).toMatchObject({ state: 'active', periodEnd: new Date('2027-02-01') })
  })
})
