import type { Invoice, Product } from '@pantheon/contract'
import { dialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../src/testing/index.ts'

describe.each(dialects)('Invoices, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let support: Product
  beforeAll(async () => {
    w = await world(dialect, { env: { INVOICE_SELLER: '雅商店 | 1-2-3 Jingumae | 東京都渋谷区', INVOICE_TAX_ID: 'T1234567890123', INVOICE_TAX_RATE: '10' } })
    operator = await w.operator()
    support = await operator.api.business.products.create.mutate({
      ...courseProduct,
      name: '相談',
      price: '980',
      currency: 'JPY',
      category: 'technical_support',
    })
  })
  afterAll(() => w.close())

  const places = (buyer: SignedInCaller, quantity = 1) =>
    buyer.api.business.orders.place.mutate({ productId: support.id, quantity, input: { brief: 'The printer is on fire again.' } })
  const pays = async (buyer: SignedInCaller, quantity = 1): Promise<string> => {
    const { id: orderId } = await places(buyer, quantity)
    await buyer.api.business.payments.pay.mutate({ orderId, card: testCard })
    await w.settle()
    return orderId
  }
  const invoicesOf = async (caller: SignedInCaller, orderId?: string): Promise<Invoice[]> =>
    (await caller.api.business.invoices.list.query({ limit: 100, ...(orderId && { orderId }) })).items

  it('bill what was paid, with the tax that the price contains, to who bought', async () => {
    const buyer = await w.buyer()
    const orderId = await pays(buyer, 2)
    const { user, organization } = buyer.account
    expect(await invoicesOf(buyer)).toMatchObject([
      {
        ...{ number: 1, kind: 'invoice', corrects: null, orderId, currency: 'JPY', taxRate: '10', net: '1782', tax: '178', total: '1960' },
        lines: [{ description: '相談', quantity: 2, unitPrice: '980', total: '1960' }],
        seller: { name: '雅商店', address: ['1-2-3 Jingumae', '東京都渋谷区'], taxId: 'T1234567890123' },
        buyer: { organization: organization.name, name: user.name, email: user.email },
      },
    ])
  })

  it('are numbered without gaps in each organization, however many are paid at once, some of them in vain', async () => {
    const buyer = await w.buyer()
    const orders = await Promise.all(Array.from({ length: 12 }, () => places(buyer)))
    const declined = { ...testCard, number: '4000000000000002' }
    await Promise.allSettled(
      orders.map(({ id }, index) => buyer.api.business.payments.pay.mutate({ orderId: id, card: index % 3 === 2 ? declined : testCard })),
    )
    await w.settle()
    expect((await invoicesOf(buyer)).map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const other = await w.buyer()
    await pays(other)
    expect((await invoicesOf(other)).map(({ number }) => number)).toEqual([1])
  })

  it('are corrected by credit notes, one for each refund, at the rate of the invoice', async () => {
    const buyer = await w.buyer()
    const orderId = await pays(buyer)
    for (const amount of ['300', undefined]) {
      const { version } = await operator.api.business.orders.get.query({ id: orderId })
      await operator.api.business.orders.refund.mutate({ id: orderId, version, reason: 'Broken', ...(amount && { amount }) })
    }
    const papers = (await invoicesOf(buyer, orderId)).toSorted((a, b) => a.number - b.number)
    expect(papers.map(({ number, kind, corrects, total, tax }) => [number, kind, corrects, total, tax])).toEqual([
      [1, 'invoice', null, '980', '89'],
      [2, 'credit_note', 1, '300', '27'],
      [3, 'credit_note', 1, '680', '62'],
    ])
  })

  it('cannot be changed or deleted, not even past the repositories', async () => {
    await pays(await w.buyer())
    const { invoices } = w.db.tables
    await expect(w.db.update(invoices).set({ totalMinor: 1 })).rejects.toThrow()
    await expect(w.db.delete(invoices)).rejects.toThrow()
  })

  it('are printed as PDF in English and Japanese, and only for their own organization', async () => {
    const buyer = await w.buyer()
    await pays(buyer)
    const [invoice] = await invoicesOf(buyer)
    const id = invoice?.id ?? ''
    for (const locale of ['en', 'ja']) {
      const answer = await buyer.http(`/api/v1/invoices/${id}/pdf?locale=${locale}`)
      expect(answer.headers.get('content-disposition')).toContain('invoice-000001.pdf')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      expect(bytes.length).toBeGreaterThan(5000)
    }
    const stranger = await w.buyer()
    expect(await refusalOf(stranger.api.business.invoices.get.query({ id }))).toBe('invoice.not_found')
    expect(await invoicesOf(stranger)).toEqual([])
    expect((await invoicesOf(operator)).length).toBeGreaterThan(3)
  })
})
