import { type Currency, isCounted, type ListedOrder, type OrderSort, type OrderStatus, type Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, courseInput, courseProduct, refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const start = Date.UTC(2026, 0, 1)
const brief = { brief: 'The printer is on fire again.' }
const states: OrderStatus[] = ['awaiting_payment', 'paid', 'failed', 'fulfilled']
/** The order of ids and codes, as both databases have it for what these are made of. */
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
const minor = ({ totalAmount }: ListedOrder): number => Number(totalAmount)

describe.each(dialects)('On %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let ada: SignedInCaller
  let bob: SignedInCaller
  const products = new Map<Currency, Product>()
  /** Every order of this suite, as the lists show them. */
  let all: ListedOrder[]

  const pagesOf = async (caller: SignedInCaller, input: { sort?: OrderSort; status?: string; currency?: Currency; limit?: number }) => {
    const found: ListedOrder[] = []
    let cursor: string | undefined
    do {
      const page = await caller.api.business.orders.list.query({ limit: 3, ...input, ...(cursor !== undefined && { cursor }) })
      found.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    return found
  }
  const idsOf = (orders: readonly ListedOrder[]): string[] => orders.map(({ id }) => id)

  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    ;[ada, bob] = await Promise.all([w.buyer(), w.buyer()])
    const { create } = operator.api.business.products
    products.set('USD', await create.mutate({ ...courseProduct, name: 'Course' }))
    products.set('JPY', await create.mutate({ name: 'Support', price: '1980', currency: 'JPY', category: 'technical_support', status: 'active' }))
    products.set('EUR', await create.mutate({ name: 'Advice', price: '120.50', currency: 'EUR', category: 'business_consulting', status: 'active' }))
    const { orders } = w.db.tables
    // Three at a time were placed at one moment, and quantities repeat: every sort has ties, also at the end of a page.
    for (let i = 0; i < 21; i++) {
      const product = [...products.values()][i % 3]!
      const buyer = i % 4 === 3 ? bob : ada
      const input = product.category === 'ai_course_generation' ? courseInput : brief
      const { id } = await buyer.api.business.orders.place.mutate({ productId: product.id, quantity: isCounted(product.category) ? 1 + (i % 2) : 1, input })
      const at = new Date(start + Math.floor(i / 3) * 86_400_000)
      await w.db
        .update(orders)
        .set({ status: states[i % 4]!, createdAt: at })
        .where(eq(orders.id, id))
    }
    all = (await operator.api.business.orders.list.query({ limit: 100 })).items
    expect(all).toHaveLength(21)
  })
  afterAll(() => w.close())

  describe('A list of orders', () => {
    const byTime = (a: ListedOrder, b: ListedOrder) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id)
    const byAmount = (a: ListedOrder, b: ListedOrder) => compare(a.currency, b.currency) || minor(a) - minor(b) || compare(a.id, b.id)
    const wanted: [OrderSort, (a: ListedOrder, b: ListedOrder) => number][] = [
      ['newest', (a, b) => byTime(b, a)],
      ['oldest', byTime],
      ['amount_high', (a, b) => byAmount(b, a)],
      ['amount_low', byAmount],
    ]

    it.each(wanted)('sorted by %s shows every order once, in order, page by page', async (sort, rule) => {
      expect(idsOf(await pagesOf(operator, { sort }))).toEqual(idsOf(all.toSorted(rule)))
      const adas = all.filter(({ organizationId }) => organizationId === ada.account.organization.id)
      expect(adas.length).toBeGreaterThan(10)
      expect(idsOf(await pagesOf(ada, { sort, limit: 2 }))).toEqual(idsOf(adas.toSorted(rule)))
    })

    it.each(wanted)('sorted by %s and narrowed stays right page by page', async (sort, rule) => {
      const fits = all.filter(({ status, currency }) => (status === 'paid' || status === 'failed') && currency === 'USD')
      expect(fits.length).toBeGreaterThan(2)
      expect(idsOf(await pagesOf(operator, { sort, status: 'paid,failed', currency: 'USD', limit: 1 }))).toEqual(idsOf(fits.toSorted(rule)))
    })

    it('neither skips nor repeats an order when others are placed between two pages', async () => {
      const first = await bob.api.business.orders.list.query({ sort: 'oldest', limit: 2 })
      const late = await bob.api.business.orders.place.mutate({ productId: products.get('JPY')!.id, input: brief })
      const rest = await bob.api.business.orders.list.query({ sort: 'oldest', limit: 100, cursor: first.nextCursor! })
      expect([...idsOf(first.items), ...idsOf(rest.items)]).toEqual([
        ...idsOf(all.filter(({ userId }) => userId === bob.account.user.id).toSorted(byTime)),
        late.id,
      ])
      await bob.api.business.orders.cancel.mutate({ id: late.id, version: late.version })
      await w.db.delete(w.db.tables.orders).where(eq(w.db.tables.orders.id, late.id))
    })

    it('does not take a cursor that is none, or that belongs to another sort', async () => {
      const { nextCursor } = await operator.api.business.orders.list.query({ sort: 'amount_low', limit: 1 })
      for (const cursor of ['x', 'bnVsbA', Buffer.from('["newest",1e300,"x"]').toString('base64url'), nextCursor!]) {
        const answer = await operator.rest('GET', `/orders?cursor=${encodeURIComponent(cursor)}`)
        expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([400, 'input.invalid', 'cursor'])
      }
      const forged = Buffer.from(JSON.stringify(['amount_low', 'XXX', 5, all[0]!.id])).toString('base64url')
      expect(await refusalOf(operator.api.business.orders.list.query({ sort: 'amount_low', cursor: forged }))).toBe('input.invalid')
      expect(await refusalOf(operator.api.business.orders.list.query({ sort: 'amount_high', cursor: nextCursor! }))).toBe('input.invalid')
    })
  })

  describe('A list of orders is narrowed', () => {
    const found = async (query: string, caller = operator): Promise<string[]> => {
      const { status, body } = await caller.rest('GET', `/orders?limit=100&${query}`)
      expect(status).toBe(200)
      return (body.items as ListedOrder[]).map(({ id }) => id).toSorted()
    }
    const those = (rule: (order: ListedOrder) => boolean): string[] => {
      const ids = idsOf(all.filter(rule)).toSorted()
      expect(ids.length).toBeGreaterThan(0)
      expect(ids.length).toBeLessThan(all.length)
      return ids
    }
    it('to one state, or several', async () => {
      expect(await found('status=failed')).toEqual(those(({ status }) => status === 'failed'))
      expect(await found('status=failed,paid')).toEqual(those(({ status }) => status === 'failed' || status === 'paid'))
    })
    it('to a category, a product, a currency', async () => {
      expect(await found('category=technical_support')).toEqual(those(({ category }) => category === 'technical_support'))
      expect(await found(`productId=${products.get('EUR')!.id}`)).toEqual(those(({ currency }) => currency === 'EUR'))
      expect(await found('currency=JPY')).toEqual(those(({ currency }) => currency === 'JPY'))
    })
    it('to days', async () => {
      const [from, before] = [new Date(start + 2 * 86_400_000).toISOString(), new Date(start + 4 * 86_400_000).toISOString()]
      const within = ({ createdAt }: ListedOrder) => createdAt >= from && createdAt < before
      expect(await found(`placedFrom=${from}&placedBefore=${before}`)).toEqual(those(within))
    })
    it('to amounts of a currency', async () => {
      expect(await found('currency=EUR&minAmount=120.51')).toEqual(those((order) => order.currency === 'EUR' && minor(order) > 121))
      expect(await found('currency=EUR&minAmount=120.50&maxAmount=120.5')).toEqual(those((order) => order.totalAmount === '120.50'))
    })
    it('to a part of the name or e-mail of who placed it, whatever it is made of', async () => {
      const { name, email } = bob.account.user
      const bobs = those(({ userId }) => userId === bob.account.user.id)
      expect(await found(`buyer=${encodeURIComponent(name.toUpperCase())}`)).toEqual(bobs)
      expect(await found(`buyer=${encodeURIComponent(email.slice(0, -4))}`)).toEqual(bobs)
      for (const nobody of ['%', '_', '\\', "'", '100%']) expect(await found(`buyer=${encodeURIComponent(nobody)}`)).toEqual([])
    })
    it('to a buyer whose name no ASCII table holds, as it is written', async () => {
      const { users } = w.db.tables
      const { id, name } = bob.account.user
      await w.db.update(users).set({ name: 'ÉDITH ØSTERGÅRD' }).where(eq(users.id, id))
      const bobs = those(({ userId }) => userId === id)
      for (const part of ['ÉDITH', 'Østerg'.toUpperCase()]) expect(await found(`buyer=${encodeURIComponent(part)}`)).toEqual(bobs)
      await w.db.update(users).set({ name }).where(eq(users.id, id))
    })
    it('to moments before anything was placed, and after everything', async () => {
      const [ancient, distant] = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']
      expect(await found(`placedFrom=${ancient}&placedBefore=${distant}`)).toHaveLength(all.length)
      expect(await found(`placedBefore=${ancient}`)).toEqual([])
      expect((await operator.http(`/api/v1/exports/orders?placedFrom=${ancient}`)).status).toBe(200)
    })
    it('and says so when a rule makes no sense', async () => {
      for (const [query, path] of [
        ['status=paid,lost', 'status.1'],
        ['minAmount=10', 'currency'],
        ['currency=JPY&maxAmount=10.5', 'maxAmount'],
        ['sort=cheapest', 'sort'],
        ['placedFrom=yesterday', 'placedFrom'],
      ]) {
        const { status, body } = await operator.rest('GET', `/orders?${query}`)
        expect([status, body.code, body.errors[0].path]).toEqual([400, 'input.invalid', path])
        expect((await operator.rest('GET', `/exports/orders?${query}`)).status).toBe(400)
      }
    })
  })

  describe('Who placed an order', () => {
    it('is on each row, for operators and for the organization', async () => {
      const { name, email } = bob.account.user
      const buyer = { name, email, organization: bob.account.organization.name }
      for (const caller of [operator, bob]) {
        const { items } = await caller.api.business.orders.list.query({ buyer: email })
        expect(items.map((order) => order.buyer)).toEqual(Array(5).fill(buyer))
        // And so does an order that is read by itself.
        expect((await caller.api.business.orders.get.query({ id: items[0]?.id ?? '' })).buyer).toEqual(buyer)
      }
    })
    it('is not told to a program that may not see members', async () => {
      const { secret } = await ada.api.auth.apiKeys.create.mutate({ name: 'Counts', permissions: ['order:read'] })
      const program = w.visitor({ authorization: `Bearer ${secret}` })
      const { items } = await program.api.business.orders.list.query({ limit: 100 })
      expect(new Set(items.map(({ buyer }) => buyer))).toEqual(new Set([null]))
      expect((await program.api.business.orders.get.query({ id: items[0]?.id ?? '' })).buyer).toBeNull()
      expect(await refusalOf(program.api.business.orders.list.query({ buyer: 'a' }))).toBe('auth.forbidden')
      const mine = all.find(({ userId }) => userId === ada.account.user.id)
      const placers = async (caller: Caller) => (await caller.api.business.orders.timeline.query({ id: mine?.id ?? '' })).items[0]?.actorName
      expect([await placers(ada), await placers(program)]).toEqual([ada.account.user.name, null])
      expect(await (await program.http('/api/v1/exports/orders')).text()).not.toContain(ada.account.user.email)
    })
    it('reveals nobody of another organization', async () => {
      const { items } = await ada.api.business.orders.list.query({ limit: 100, buyer: 'person' })
      expect(new Set(items.map(({ organizationId }) => organizationId))).toEqual(new Set([ada.account.organization.id]))
      expect(await ada.api.business.orders.list.query({ buyer: bob.account.user.email })).toEqual({ items: [], nextCursor: null })
    })
  })

  describe('The file', () => {
    const linesOf = async (query: string): Promise<string[]> =>
      (await (await operator.http(`/api/v1/exports/orders?${query}`)).text()).trim().split('\r\n').slice(1)
    it.each(['newest', 'oldest', 'amount_high', 'amount_low'] as const)('holds what the list shows, sorted by %s', async (sort) => {
      const shown = await operator.api.business.orders.list.query({ sort, status: 'paid,fulfilled', limit: 100 })
      expect((await linesOf(`sort=${sort}&status=paid,fulfilled`)).map((line) => line.split(',')[0])).toEqual(idsOf(shown.items))
    })
  })
})
