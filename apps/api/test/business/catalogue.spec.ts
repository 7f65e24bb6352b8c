import type { Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const aCourse = { name: 'Course', category: 'ai_course_generation', status: 'active' } as const
const inThree = [
  { currency: 'USD', amount: '49.00' },
  { currency: 'EUR', amount: '45.00' },
  { currency: 'JPY', amount: '6800' },
] as const

describe.each(storyDialects)('The catalogue on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let buyer: SignedInCaller
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    buyer = await w.buyer()
  })
  afterAll(() => w.close())
  const products = () => operator.api.business.products
  const make = (more: object = {}): Promise<Product> => products().create.mutate({ ...aCourse, prices: [...inThree], ...more })

  describe('Prices in several currencies', () => {
    it('are told to everybody, and the main one as old clients know it', async () => {
      const product = await make()
      const { body } = await w.visitor().rest('GET', `/products/${product.id}`)
      expect(body).toMatchObject({ price: '49.00', currency: 'USD', prices: inThree })
      const { status, body: made } = await operator.rest('POST', '/products', { ...aCourse, price: '6800', currency: 'JPY' })
      expect({ status, price: made.price, prices: made.prices }).toEqual({ status: 201, price: '6800', prices: [{ currency: 'JPY', amount: '6800' }] })
    })
    it('are frozen in the order, in the currency the buyer chose', async () => {
      const product = await make({ category: 'technical_support' })
      const input = { brief: 'The printer is on fire again.' }
      const place = (currency?: 'USD' | 'JPY') =>
        buyer.api.business.orders.place.mutate({ productId: product.id, quantity: 2, input, ...(currency && { currency }) })
      const inYen = await place('JPY')
      expect(inYen).toMatchObject({ currency: 'JPY', unitPrice: '6800', totalAmount: '13600' })
      expect(await place()).toMatchObject({ currency: 'USD', unitPrice: '49.00', totalAmount: '98.00' })
      await products().update.mutate({ id: product.id, version: 1, prices: [{ currency: 'JPY', amount: '9800' }] })
      expect(await buyer.api.business.orders.get.query({ id: inYen.id })).toMatchObject({ unitPrice: '6800', totalAmount: '13600' })
      expect(await refusalOf(place('USD'))).toBe('product.not_sold_in')
    })
    it('show the buyer what changed since they looked, instead of charging it', async () => {
      const product = await make()
      await products().update.mutate({ id: product.id, version: 1, prices: [inThree[0], { currency: 'JPY', amount: '7200' }] })
      const order = { productId: product.id, input: courseInput, currency: 'JPY' }
      const { status, body } = await buyer.rest('POST', '/orders', { ...order, expectedVersion: 1 })
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'version.stale' })
      expect(body.details.current).toMatchObject({ version: 2, prices: [inThree[0], { currency: 'JPY', amount: '7200' }] })
      expect((await buyer.rest('POST', '/orders', { ...order, expectedVersion: 2 })).body).toMatchObject({ unitPrice: '7200', currency: 'JPY' })
    })
    it.each([
      [{ prices: [] }, 'product.price_missing'],
      [{ prices: [inThree[0], inThree[0]] }, 'product.price_twice'],
      [{ prices: [{ currency: 'JPY', amount: '68.5' }] }, 'product.bad_price'],
      [{ prices: [inThree[0], { currency: 'JPY', amount: '0' }] }, 'product.bad_price'],
      [{ price: '0.00', currency: 'USD' }, 'product.bad_price'],
      [{ prices: [{ currency: 'GBP', amount: '1' }] }, 'input.invalid'],
    ])('are refused when they make no sense: %j', async (prices, code) => {
      const { status, body } = await operator.rest('POST', '/products', { ...aCourse, ...prices })
      expect({ status, code: body.code, field: body.errors[0]?.path }).toEqual({ status: 400, code, field: expect.stringMatching(/^price/) })
    })
  })

  describe('Archive and restore', () => {
    it('take a product off the shelf and bring it back, as a draft or on sale', async () => {
      const product = await make({ name: 'Winter special' })
      const archived = await products().archive.mutate({ id: product.id, version: 1 })
      expect(archived).toMatchObject({ status: 'archived', version: 2 })
      expect(await refusalOf(buyer.api.business.orders.place.mutate({ productId: product.id, input: courseInput }))).toBe('product.not_orderable')
      expect((await products().list.query({ status: 'archived', search: 'winter' })).items).toMatchObject([{ id: product.id }])
      const draft = await products().restore.mutate({ id: product.id, version: 2 })
      expect(draft).toMatchObject({ status: 'draft', version: 3 })
      expect(await refusalOf(w.visitor().api.business.products.get.query({ id: product.id }))).toBe('product.not_found')
      await products().archive.mutate({ id: product.id, version: 3 })
      const { status, body } = await operator.rest('POST', `/products/${product.id}/restore`, { version: 4, status: 'active' })
      expect({ status, state: body.status }).toEqual({ status: 200, state: 'active' })
      const { events } = w.db.tables
      const names = (await w.db.select().from(events).orderBy(events.seq)).filter(({ data }) => data.productId === product.id).map(({ name }) => name)
      expect(names).toEqual(['product.created', 'product.archived', 'product.restored', 'product.archived', 'product.restored'])
    })
    it('are refused twice, for what is not archived, and for what somebody changed meanwhile', async () => {
      const product = await make()
      expect(await refusalOf(products().restore.mutate({ id: product.id, version: 1 }))).toBe('product.wrong_state')
      await products().update.mutate({ id: product.id, version: 1, name: 'Changed' })
      const { status, body } = await operator.rest('POST', `/products/${product.id}/archive`, { version: 1 })
      expect({ status, code: body.code, name: body.details.current.name }).toEqual({ status: 409, code: 'version.stale', name: 'Changed' })
      expect((await operator.rest('POST', `/products/${product.id}/archive`, {})).status).toBe(428)
      await products().archive.mutate({ id: product.id, version: 2 })
      expect(await refusalOf(products().archive.mutate({ id: product.id, version: 3 }))).toBe('product.wrong_state')
    })
    it('are not for buyers', async () => {
      const product = await make()
      expect(await refusalOf(buyer.api.business.products.archive.mutate({ id: product.id, version: 1 }))).toBe('auth.forbidden')
    })
  })

  describe('A SKU', () => {
    it('belongs to one product, whoever writes it first', async () => {
      const answers = await Promise.all(
        [1, 2].map((n) => operator.rest('POST', '/products', { ...aCourse, name: `Twin ${n}`, price: '1', currency: 'EUR', sku: 'TWIN' })),
      )
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status)
      expect([won?.status, lost?.status, lost?.body.code, lost?.body.errors[0].path]).toEqual([201, 409, 'product.sku_taken', 'sku'])
      const other = await make()
      expect(await refusalOf(products().update.mutate({ id: other.id, version: 1, sku: 'TWIN' }))).toBe('product.sku_taken')
      expect(await products().update.mutate({ id: won?.body.id, version: 1, sku: null })).toMatchObject({ sku: null })
      expect(await products().update.mutate({ id: other.id, version: 1, sku: 'TWIN' })).toMatchObject({ sku: 'TWIN' })
    })
  })

  describe('Search', () => {
    const found = async (search: string): Promise<string[]> =>
      // As the one who writes: a visitor may be answered from a moment ago.
      (await products().list.query({ search, category: 'business_consulting' })).items.map(({ name }) => name)
    beforeAll(async () => {
      const consulting = { category: 'business_consulting', sku: null } as const
      await make({ ...consulting, name: 'Sourdough bread', description: 'For people with one oven.' })
      await make({ ...consulting, name: 'パン作り講座', description: '天然酵母のパンを、日本語で学びます。', sku: 'PAN-01' })
      await make({ ...consulting, name: '日本の国の本語', description: 'Über 100% Brot' })
    })
    it.each([
      ['sour', ['Sourdough bread']],
      ['OVEN bread', ['Sourdough bread']],
      ['酵母', ['パン作り講座']],
      ['日本語', ['パン作り講座']],
      ['日本', ['日本の国の本語', 'パン作り講座']],
      ['語', ['日本の国の本語', 'パン作り講座']],
      ['ﾊﾟﾝ', ['パン作り講座']],
      ['pan-01', ['パン作り講座']],
      ['uber 100', ['日本の国の本語']],
      ['%', []],
      [`' | 'a':* & ! "`, []],
      ['submarine', []],
    ])('for “%s” finds %j', async (search, names) => expect(await found(search)).toEqual(names))

    it('finds what a change made of it, and no longer what was', async () => {
      const product = await make({ category: 'business_consulting', name: 'Zeppelin tour' })
      await products().update.mutate({ id: product.id, version: 1, name: 'Airship tour' })
      expect([await found('zeppelin'), await found('airship')]).toEqual([[], ['Airship tour']])
      await products().remove.mutate({ id: product.id })
      expect(await found('airship')).toEqual([])
    })
    it('finds products from before there was a search, after the next start', async () => {
      const product = await make({ category: 'business_consulting', name: 'Antique clockwork' })
      const { productTexts } = w.db.tables
      await w.db.delete(productTexts).where(eq(productTexts.productId, product.id))
      expect(await found('antique')).toEqual([])
      await w.system.services.catalogue.index()
      expect(await found('antique')).toEqual(['Antique clockwork'])
    })
  })
})
