import type { Invoice, Product } from '@pantheon/contract'
import { dialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

describe.each(dialects)('Invoices, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let support: Product
  beforeAll(async () => {
    w = await world(dialect, {
      env: {
        INVOICE_SELLER: '雅商店 | 1-2-3 Jingumae | 東京都渋谷区',
        INVOICE_TAX_ID: 'T1234567890123',
        INVOICE_PREFIX: 'SHOP',
        INVOICE_TAX_RATE: '10',
        INVOICE_TIME_ZONE: 'Pacific/Kiritimati',
      },
    })
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
  const givesBack = async (id: string, amount?: string): Promise<void> => {
    const { version } = await operator.api.business.orders.get.query({ id })
    await operator.api.business.orders.refund.mutate({ id, version, reason: 'Broken', ...(amount && { amount }) })
  }
  const invoicesOf = async (caller: SignedInCaller, orderId?: string): Promise<Invoice[]> =>
    (await caller.api.business.invoices.list.query({ limit: 100, ...(orderId && { orderId }) })).items

  it('bill what was paid, with the tax that the price contains, to who bought', async () => {
    const buyer = await w.buyer()
    const orderId = await pays(buyer, 2)
    const { user, organization } = buyer.account
    expect(await invoicesOf(buyer)).toMatchObject([
      {
        kind: 'invoice',
        corrects: null,
        orderId,
        about: 'The printer is on fire again.',
        currency: 'JPY',
        taxRate: '10',
        net: '1782',
        tax: '178',
        total: '1960',
        lines: [{ description: '相談', quantity: 2, unitPrice: '980', total: '1960' }],
        seller: { name: '雅商店', address: ['1-2-3 Jingumae', '東京都渋谷区'], taxId: 'T1234567890123' },
        buyer: { organization: organization.name, name: user.name, email: user.email },
        issuedOn: expect.any(String),
      },
    ])
    // Fourteen hours before UTC: most of the time another day.
    const [{ number, issuedAt, issuedOn }] = (await invoicesOf(buyer)) as [Invoice]
    expect(issuedOn).toBe(new Date(Date.parse(issuedAt) + 14 * 3_600_000).toISOString().slice(0, 10))
    expect(number).toMatch(new RegExp(`^SHOP-${issuedOn.slice(0, 4)}-\\d{6}$`))
  })

  it('are corrected by credit notes, one for each refund, at the rate of the invoice', async () => {
    const buyer = await w.buyer()
    const orderId = await pays(buyer)
    await givesBack(orderId, '300')
    await givesBack(orderId)
    await w.settle()
    const papers = (await invoicesOf(buyer, orderId)).toReversed()
    expect(papers.map(({ kind, corrects, total, tax }) => [kind, corrects, total, tax])).toEqual([
      ['invoice', null, '980', '89'],
      ['credit_note', papers[0]?.number, '300', '27'],
      ['credit_note', papers[0]?.number, '680', '62'],
    ])
  })

  it('come to exactly nothing when all of it was given back in parts', async () => {
    const buyer = await w.buyer()
    const orderId = await pays(buyer, 3)
    for (const amount of ['979', '979', '982']) await givesBack(orderId, amount)
    await w.settle()
    const sums = (await invoicesOf(buyer, orderId)).reduce(
      ([tax, net], paper) => {
        const sign = paper.kind === 'invoice' ? 1 : -1
        return [tax + sign * Number(paper.tax), net + sign * Number(paper.net)] as const
      },
      [0, 0] as readonly [number, number],
    )
    expect(sums).toEqual([0, 0])
  })

  it('keep the buyer they were issued to when the person is gone, and so does a later credit note; the export of orders forgets them', async () => {
    const buyer = await w.buyer()
    const { user, organization } = buyer.account
    const orderId = await pays(buyer)
    await buyer.api.auth.deleteAccount.mutate({ confirmation: buyer.password })
    await givesBack(orderId)
    await w.settle()
    const issuedTo = { organization: organization.name, name: user.name, email: user.email }
    expect((await invoicesOf(operator, orderId)).map((paper) => [paper.kind, paper.buyer])).toEqual([
      ['credit_note', issuedTo],
      ['invoice', issuedTo],
    ])
    const { base64 } = await operator.api.business.orders.exportFile.query({})
    const file = Buffer.from(base64, 'base64').toString()
    expect(file).toContain(orderId)
    for (const trace of [user.name, user.email, organization.name]) expect(file).not.toContain(trace)
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
      expect(answer.headers.get('content-disposition')).toContain(`invoice-${invoice?.number}.pdf`)
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
