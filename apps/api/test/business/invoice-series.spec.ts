import type { Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { createLedger } from '../support/payment-ledger.ts'

const declined = { ...testCard, number: '4000000000000002' }
const hour = 3_600_000

describe.each(dialects)('The series of invoices, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let support: Product
  // An hour before the new year in Tokyo, where the seller is: ten hours before that of UTC.
  let shift = Date.parse('2026-12-31T14:00:00.000Z') - Date.now()
  const clock = { now: () => new Date(Date.now() + shift) }
  // A held series is waited for as long as a server does, so that the numberer gives its turn back.
  const env = { INVOICE_TIME_ZONE: 'Asia/Tokyo', DATABASE_LOCK_TIMEOUT_MS: '1000' }
  beforeAll(async () => {
    w = await world(dialect, { clock, env })
    operator = await w.operator()
    support = await operator.api.business.products.create.mutate({ ...courseProduct, price: '980', currency: 'JPY', category: 'technical_support' })
  })
  afterAll(() => w.close())

  const places = async (buyer: Pick<SignedInCaller, 'api'>): Promise<string> =>
    (await buyer.api.business.orders.place.mutate({ productId: support.id, input: { brief: 'The printer is on fire again.' } })).id
  const pays = async (buyer: Pick<SignedInCaller, 'api'>, card = testCard): Promise<string> => {
    const orderId = await places(buyer)
    await buyer.api.business.payments.pay.mutate({ orderId, card }).catch(() => undefined)
    return orderId
  }
  const numbersOf = async (series: string): Promise<number[]> => {
    const { invoices } = w.db.tables
    return (await w.db.select({ number: invoices.number }).from(invoices).where(eq(invoices.series, series)).orderBy(invoices.number)).map(
      ({ number }) => number,
    )
  }
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

  it('has no gap and no double: 30 payments of 10 customers at once over two servers, and ten in vain', async () => {
    const second = await w.another({ clock, env })
    const buyers = await Promise.all(
      upTo(10).map(async (i) => {
        const buyer = await w.buyer()
        if (i % 2 === 0) return buyer
        const elsewhere = second.visitor()
        await elsewhere.api.auth.login.mutate({ email: buyer.account.user.email, password: buyer.password })
        return elsewhere
      }),
    )
    const orders = (await Promise.all(buyers.map((buyer) => Promise.all([testCard, declined, testCard, testCard].map((card) => pays(buyer, card)))))).flat()
    await w.settle()
    expect(await numbersOf('INV-2026')).toEqual(upTo(30))
    const paid = orders.filter((_, index) => index % 4 !== 1)
    const refunds = paid.slice(0, 6).map(async (id) => {
      const { version } = await operator.api.business.orders.get.query({ id })
      await operator.api.business.orders.refund.mutate({ id, version, reason: 'Broken' })
    })
    await Promise.all(refunds)
    await w.settle()
    expect(await numbersOf('INV-2026')).toEqual(upTo(36))
    expect(await createLedger(w.db, undefined).disagreements()).toEqual([])
    await second.close()
  })

  it.runIf(dialect === 'pg')('holds up no payment while somebody holds it, and names a buyer who is gone when it is issued', async () => {
    const [leaving, staying] = await Promise.all([w.buyer(), w.buyer()])
    const { name, email } = leaving.account.user
    const { invoiceSeries, invoices } = w.db.tables
    const orderIds = await w.db.transaction(async (tx) => {
      const series = 'INV-2026'
      await tx.insert(invoiceSeries).values({ series, last: 0 }).onConflictDoUpdate({ target: invoiceSeries.series, set: { series } })
      const ids = await Promise.all([leaving, staying].map((buyer) => pays(buyer)))
      for (const [index, buyer] of [leaving, staying].entries()) {
        await expect.poll(async () => (await buyer.api.business.orders.get.query({ id: ids[index] ?? '' })).status, { timeout: 30_000 }).toBe('paid')
        expect(await buyer.api.business.invoices.list.query({})).toMatchObject({ items: [], pending: 1 })
      }
      await leaving.api.auth.deleteAccount.mutate({ confirmation: leaving.password })
      return ids
    })
    await w.settle()
    const [paper] = await w.db
      .select()
      .from(invoices)
      .where(eq(invoices.orderId, orderIds[0] ?? ''))
    expect(paper).toMatchObject({ series: 'INV-2026', buyer: { name, email } })
    expect(await staying.api.business.invoices.list.query({})).toMatchObject({ items: [{ orderId: orderIds[1] }], pending: 0 })
  })

  it('begins anew with the year of the seller, and a credit note of then names the invoice of the year before', async () => {
    const buyer = await w.buyer()
    const before = await pays(buyer)
    await w.settle()
    shift += hour
    const [later, now] = [await w.buyer(), await w.operator()]
    await pays(later)
    await w.settle()
    const { version } = await now.api.business.orders.get.query({ id: before })
    await now.api.business.orders.refund.mutate({ id: before, version, reason: 'Broken' })
    await w.settle()
    const listed = (orderId: string) => now.api.business.invoices.list.query({ orderId, sort: 'oldest' })
    const [invoice, note] = (await listed(before)).items
    expect([invoice?.issuedOn, invoice?.number.slice(0, 9)]).toEqual(['2026-12-31', 'INV-2026-'])
    expect(note).toMatchObject({ number: 'INV-2027-000002', corrects: invoice?.number, issuedOn: '2027-01-01' })
    expect((await later.api.business.invoices.list.query({})).items).toMatchObject([{ number: 'INV-2027-000001', issuedOn: '2027-01-01' }])
  })
})
