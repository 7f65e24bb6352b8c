import type { Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

describe.each(storyDialects)('Figures over time, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let course: Product
  let support: Product
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    course = await operator.api.business.products.create.mutate({
      ...courseProduct,
      prices: [
        { currency: 'USD', amount: '49.00' },
        { currency: 'JPY', amount: '6800' },
      ],
    })
    support = await operator.api.business.products.create.mutate({ ...courseProduct, name: 'Support', price: '100.00', category: 'technical_support' })
  })
  afterAll(() => w.close())

  const today = { range: '7d', timeZone: 'Asia/Tokyo' } as const
  const buys = async (buyer: SignedInCaller, product: Product, currency: 'USD' | 'JPY'): Promise<string> => {
    const input = product.category === 'technical_support' ? { brief: 'The printer is on fire again.' } : courseInput
    const { id: orderId } = await buyer.api.business.orders.place.mutate({ productId: product.id, input, currency })
    await buyer.api.business.payments.pay.mutate({ orderId, card: testCard })
    await w.settle()
    return orderId
  }

  it('are all zero in an empty shop, and say so for every day', async () => {
    const empty = await w.buyer()
    const revenue = await empty.api.business.overview.revenue.query(today)
    expect(revenue.currencies).toEqual([])
    expect(revenue.period).toMatchObject({ range: '7d', step: 'day', timeZone: 'Asia/Tokyo' })
    const orders = await empty.api.business.overview.orders.query(today)
    expect(orders.buckets).toEqual(Array.from({ length: 7 }, () => ({ placed: 0, fulfilled: 0, failed: 0, refunded: 0 })))
    expect((await empty.api.agents.analytics.query(today)).total).toEqual({ succeeded: 0, failed: 0, cancelled: 0, medianSeconds: null })
  })

  it('follow what is bought and given back, by currency, and agree with payments and refunds', async () => {
    const [ann, ben] = [await w.buyer(), await w.buyer()]
    await buys(ann, course, 'JPY')
    const orderId = await buys(ben, support, 'USD')
    const { version } = await operator.api.business.orders.get.query({ id: orderId })
    await operator.api.business.orders.refund.mutate({ id: orderId, version, amount: '30.00', reason: 'Not what was ordered' })
    await w.settle()

    const { currencies, period } = await operator.api.business.overview.revenue.query(today)
    expect(currencies.map(({ currency, total }) => [currency, total])).toEqual([
      ['JPY', { captured: '6800', refunded: '0', net: '6800' }],
      ['USD', { captured: '100.00', refunded: '30.00', net: '70.00' }],
    ])
    expect(currencies[0]?.buckets.at(-1)).toEqual({ captured: '6800', refunded: '0', net: '6800' })
    expect(period.buckets).toHaveLength(7)
    for (const { currency, total } of currencies) {
      const paid = (await operator.api.business.payments.list.query({ limit: 100 })).items.filter((payment) => payment.currency === currency)
      const held = paid.reduce((sum, payment) => sum + Number(payment.amount) - Number(payment.refundedAmount), 0)
      expect(Number(total.net)).toBe(held)
    }

    const orders = await operator.api.business.overview.orders.query(today)
    expect(orders.total).toEqual({ placed: 2, fulfilled: 1, failed: 0, refunded: 0 })
    const jobs = await operator.api.agents.analytics.query(today)
    expect(jobs.total).toMatchObject({ succeeded: 1, failed: 0, cancelled: 0 })
    expect(jobs.total.medianSeconds).toBeGreaterThan(0)

    // Each house sees its own.
    expect((await ann.api.business.overview.revenue.query(today)).currencies.map(({ currency }) => currency)).toEqual(['JPY'])
    expect((await ben.api.business.overview.orders.query(today)).total).toMatchObject({ placed: 1, fulfilled: 0 })
    expect((await ben.api.agents.analytics.query(today)).total.succeeded).toBe(0)
    const best = await operator.api.business.overview.bestSellers.query({ ...today, currency: 'USD' })
    expect(best.items).toEqual([{ productId: support.id, name: 'Support', orders: 1, quantity: 1, net: '70.00' }])
    expect((await ann.api.business.overview.bestSellers.query({ ...today, currency: 'USD' })).items).toEqual([])
  })

  it('hold what plans bring in, from the day of their invoices, less what was credited', async () => {
    const buyer = await w.buyer()
    await buyer.api.business.subscription.pay.mutate({ plan: 'pro', card: testCard })
    await w.settle()
    const totalOf = async () => (await buyer.api.business.overview.revenue.query(today)).currencies.map(({ currency, total }) => [currency, total])
    expect(await totalOf()).toEqual([['JPY', { captured: '2980', refunded: '0', net: '2980' }]])
    const { subscriptions } = w.db.tables
    await w.db.update(subscriptions).set({ state: 'surplus' }).where(eq(subscriptions.organizationId, buyer.account.organization.id))
    await w.system.services.subscriptions.catchUp()
    await w.settle()
    expect(await totalOf()).toEqual([['JPY', { captured: '2980', refunded: '2980', net: '0' }]])
  })

  it('can fall below zero on a day on which more was given back than taken', async () => {
    const buyer = await w.buyer()
    const orderId = await buys(buyer, support, 'USD')
    const { payments } = w.db.tables
    await w.db
      .update(payments)
      .set({ paidAt: new Date(Date.now() - 40 * 86_400_000) })
      .where(eq(payments.orderId, orderId))
    const { version } = await operator.api.business.orders.get.query({ id: orderId })
    await operator.api.business.orders.refund.mutate({ id: orderId, version, reason: 'All of it' })
    await w.settle()
    const [usd] = (await buyer.api.business.overview.revenue.query(today)).currencies
    expect(usd?.total).toEqual({ captured: '0.00', refunded: '100.00', net: '-100.00' })
    expect((await buyer.api.business.overview.orders.query(today)).total).toMatchObject({ refunded: 1 })
  })

  it('tell an operator what waits for a person', async () => {
    const buyer = await w.buyer()
    const before = await operator.api.business.overview.attention.query()
    const orderId = await buys(buyer, course, 'USD')
    const { orders, payments } = w.db.tables
    await w.db.update(orders).set({ status: 'failed' }).where(eq(orders.id, orderId))
    await w.db
      .update(payments)
      .set({ dispute: { state: 'open', reason: 'fraudulent' } })
      .where(eq(payments.orderId, orderId))
    const after = await operator.api.business.overview.attention.query()
    expect(after.counts).toEqual({ ...before.counts, order_failed: before.counts.order_failed + 1, dispute_open: before.counts.dispute_open + 1 })
    expect(
      after.latest
        .filter((concern) => concern.orderId === orderId)
        .map(({ kind, amount, productName, about }) => [kind, amount, productName, about])
        .sort(),
    ).toEqual([
      ['dispute_open', '49.00', 'Custom course', courseInput.topic],
      ['order_failed', '49.00', 'Custom course', courseInput.topic],
    ])
    await operator.api.business.payments.reconcile.mutate()
    expect((await operator.api.business.overview.attention.query()).lastComparison).toMatchObject({ unrepaired: expect.any(Number) })
  })

  it('tell an operator of paid orders that a person delivers, and of none that an agent does', async () => {
    const buyer = await w.buyer()
    const before = await operator.api.business.overview.attention.query()
    const { businessState: counted } = await operator.api.state.snapshot.query()
    await buys(buyer, course, 'USD')
    const orderId = await buys(buyer, support, 'USD')
    const after = await operator.api.business.overview.attention.query()
    expect(after.toDeliver).toEqual({ count: before.toDeliver.count + 1, oldestAt: expect.any(String) })
    expect((await operator.api.state.snapshot.query()).businessState.ordersToDeliver).toBe(counted.ordersToDeliver + 1)
    const { version } = await operator.api.business.orders.get.query({ id: orderId })
    await operator.api.business.orders.fulfil.mutate({ id: orderId, version })
    expect((await operator.api.business.overview.attention.query()).toDeliver.count).toBe(before.toDeliver.count)
  })

  it('are counted in every time zone there is, and in no other', async () => {
    const ask = async (figures: string, timeZone: string) =>
      (await operator.rest('GET', `/overview/${figures}?${new URLSearchParams({ range: '7d', timeZone })}`)).status
    for (const timeZone of [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'EST', 'asia/tokyo', 'Etc/GMT+9'])
      expect([timeZone, await ask('revenue', timeZone)]).toEqual([timeZone, 200])
    for (const figures of ['orders', 'jobs']) expect(await ask(figures, 'Europe/Kyiv')).toBe(200)
    for (const abbreviation of 'JST IST PST CST AST BST ACT AET ECT EAT CTT VST NET PLT PRT CNT IET BET AGT CAT NST SST MIT'.split(' '))
      expect([abbreviation, await ask('revenue', abbreviation)]).toEqual([abbreviation, 400])
  }, 60_000)

  it.each([
    'range=2y',
    'timeZone=Mars/Olympus',
    'timeZone=%2B09:00',
    'timeZone=JST',
    'timeZone=pst',
    'range=12m&step=hour',
    'range=24h&step=month',
    'step=second',
  ])('refuse %s with what is wrong, for orders, revenue and jobs alike', async (query) => {
    for (const figures of ['revenue', 'orders', 'jobs', 'products?currency=USD&']) {
      const answer = await operator.rest('GET', `/overview/${figures.includes('?') ? figures : `${figures}?`}${query}`)
      expect([answer.status, answer.body.code]).toEqual([400, 'input.invalid'])
      expect(answer.body.errors[0].path).toMatch(/range|timeZone|step/)
    }
  })
})
