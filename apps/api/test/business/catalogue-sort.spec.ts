import { type Currency, collationKey, type Product, type ProductSort } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects, someOf } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const start = Date.UTC(2026, 0, 1)
/** Names that differ in case only, or not at all, so that ties stand at the end of pages. */
const names = ['Quince', 'quince', 'almond', 'Almond', 'Medlar', 'Zucchini', 'quince']
const prices: { currency: Currency; amount: string }[][] = [
  [{ currency: 'USD', amount: '49.00' }],
  [
    { currency: 'EUR', amount: '12.50' },
    { currency: 'USD', amount: '9.99' },
    { currency: 'JPY', amount: '1500' },
  ],
  [
    { currency: 'JPY', amount: '980' },
    { currency: 'EUR', amount: '45.00' },
  ],
  [
    { currency: 'USD', amount: '49.00' },
    { currency: 'JPY', amount: '6800' },
    { currency: 'EUR', amount: '0.01' },
  ],
  [{ currency: 'JPY', amount: '20000' }],
]
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** Keys compare as bytes. */
const sortedAs = (text: string): string => Buffer.from(collationKey(text)).toString('hex')

describe.each(dialects)('The catalogue on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let all: Product[]
  /** A product that comes and goes while pages are read. */
  let later = 0
  const catalogue = () => operator.api.business.products
  const idsOf = (products: readonly Product[]): string[] => products.map(({ id }) => id)
  interface Asked {
    sort?: ProductSort
    currency?: Currency
    limit?: number
    search?: string
    category?: Product['category']
  }
  const pagesOf = async (asked: Asked, between: () => Promise<unknown> = async () => undefined): Promise<string[]> => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await catalogue().list.query({ limit: 3, ...asked, ...(cursor !== undefined && { cursor }) })
      found.push(...idsOf(page.items))
      cursor = page.nextCursor ?? undefined
      await between()
    } while (cursor !== undefined)
    return found
  }

  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    const { products } = w.db.tables
    for (let i = 0; i < 23; i++) {
      const { id } = await catalogue().create.mutate({
        name: names[i % names.length] ?? '',
        prices: prices[i % prices.length] ?? [],
        status: 'active',
        category: i % 2 === 0 ? 'technical_support' : 'business_consulting',
        description: i % 3 === 0 ? 'With a lantern.' : '',
      })
      // Several were made at one moment, and changed at another.
      const [createdAt, updatedAt] = [new Date(start + Math.floor(i / 4) * 1000), new Date(start + ((i * 5) % 7) * 1000)]
      await w.db.update(products).set({ createdAt, updatedAt }).where(eq(products.id, id))
    }
    all = (await catalogue().list.query({ limit: 100 })).items
    expect(all).toHaveLength(23)
  })
  afterAll(() => w.close())

  type Rule = (a: Product, b: Product) => number
  const byTime: Rule = (a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id)
  const byChange: Rule = (a, b) => compare(a.updatedAt, b.updatedAt) || compare(a.id, b.id)
  const byName: Rule = (a, b) => compare(sortedAs(a.name), sortedAs(b.name)) || compare(a.id, b.id)
  /** What a reader of that currency sees: what is sold in it first, then the others by currency, the next in the alphabet last. */
  const byPrice = (wanted: Currency, sign: 1 | -1): Rule => {
    const others = (['USD', 'JPY', 'EUR'] as const).filter((currency) => currency !== wanted).toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    const keyOf = ({ prices: sold }: Product): [number, number] => {
      const shown = sold.find(({ currency }) => currency === wanted) ?? sold[0]
      return [shown ? [wanted, ...others].indexOf(shown.currency) : -1, sign * Number(shown?.amount)]
    }
    return (a, b) => compare(keyOf(a)[0], keyOf(b)[0]) || compare(keyOf(a)[1], keyOf(b)[1]) || compare(a.id, b.id)
  }
  const order: Currency[] = ['USD', 'EUR', 'JPY']
  const wanted: [Asked & { sort: ProductSort }, Rule][] = [
    [{ sort: 'newest' }, (a, b) => byTime(b, a)],
    [{ sort: 'oldest' }, byTime],
    [{ sort: 'updated_newest' }, (a, b) => byChange(b, a)],
    [{ sort: 'updated_oldest' }, byChange],
    [{ sort: 'name_az' }, byName],
    [{ sort: 'name_za' }, (a, b) => byName(b, a)],
    ...order.flatMap((currency): [Asked & { sort: ProductSort }, Rule][] => [
      [{ sort: 'price_low', currency }, byPrice(currency, 1)],
      [{ sort: 'price_high', currency }, byPrice(currency, -1)],
    ]),
  ]

  describe('Sorted', () => {
    it.each(wanted)('by %j shows every product once, in order, page by page', async (asked, rule) => {
      expect(await pagesOf(asked)).toEqual(idsOf(all.toSorted(rule)))
      expect(await pagesOf({ ...asked, limit: 1 })).toEqual(idsOf(all.toSorted(rule)))
    })

    it.each(someOf(wanted, 6, `${dialect} narrowed`))('by %j and narrowed stays right page by page', async (asked, rule) => {
      const fits = all.filter(({ category, description }) => category === 'technical_support' && description !== '')
      expect(fits.length).toBeGreaterThan(3)
      expect(await pagesOf({ ...asked, category: 'technical_support', search: 'lantern', limit: 1 })).toEqual(idsOf(fits.toSorted(rule)))
    })

    it.each(someOf(wanted, 4, `${dialect} meanwhile`))('by %j neither skips nor repeats a product while others come', async (asked, rule) => {
      const added: string[] = []
      const add = async () => {
        const { id } = await catalogue().create.mutate({
          name: names[later % names.length] ?? '',
          prices: prices[later++ % prices.length] ?? [],
          status: 'active',
          category: 'technical_support',
        })
        added.push(id)
      }
      const found = await pagesOf({ ...asked, limit: 5 }, add)
      expect(added.length).toBeGreaterThan(4)
      expect(new Set(found).size).toBe(found.length)
      expect(found.filter((id) => !added.includes(id))).toEqual(idsOf(all.toSorted(rule)))
      for (const id of added) await catalogue().remove.mutate({ id })
    })

    it('and not said how, newest first, when searching as well', async () => {
      expect(await pagesOf({})).toEqual(await pagesOf({ sort: 'newest' }))
      expect(await pagesOf({ search: 'lantern' })).toEqual(await pagesOf({ sort: 'newest', search: 'lantern' }))
    })

    it('follows a name and a price that change', async () => {
      const product = await catalogue().create.mutate({ name: 'Aaa', price: '1', currency: 'JPY', category: 'technical_support', status: 'active' })
      const firstBy = async (asked: Asked) => (await catalogue().list.query({ limit: 1, ...asked })).items[0]?.id
      const last = { sort: 'price_high', currency: 'JPY' } as const
      expect([await firstBy({ sort: 'name_az' }), await firstBy({ sort: 'price_low', currency: 'JPY' })]).toEqual([product.id, product.id])
      await catalogue().update.mutate({ id: product.id, version: 1, name: 'Zzz', prices: [{ currency: 'JPY', amount: '99999' }] })
      expect([await firstBy({ sort: 'name_za' }), await firstBy(last)]).toEqual([product.id, product.id])
      await catalogue().remove.mutate({ id: product.id })
    })

    it('by name takes the longest names there are', async () => {
      const made: string[] = []
      for (let i = 0; i < 2; i++) {
        const { id } = await catalogue().create.mutate({ name: '寿'.repeat(255), price: '1', currency: 'JPY', category: 'technical_support', status: 'active' })
        made.push(id)
      }
      expect((await pagesOf({ sort: 'name_az', limit: 1 })).slice(-2)).toEqual(made.toSorted())
      for (const id of made) await catalogue().remove.mutate({ id })
    })
  })

  describe('A sort that makes no sense', () => {
    it.each([
      ['sort=cheapest', 'sort'],
      ['sort=', 'sort'],
      ['sort=price_low', 'currency'],
      ['sort=price_high&currency=GBP', 'currency'],
    ])('is refused, and says why: %s', async (query, path) => {
      for (const caller of [operator, w.visitor()]) {
        const { status, body } = await caller.rest('GET', `/products?${query}`)
        expect([status, body.code, body.errors[0].path]).toEqual([400, 'input.invalid', path])
      }
    })

    it('is a cursor of another sort, of another currency, or none of ours', async () => {
      const { nextCursor } = await catalogue().list.query({ sort: 'price_low', currency: 'JPY', limit: 1 })
      expect((await catalogue().list.query({ sort: 'price_low', currency: 'JPY', cursor: nextCursor ?? '' })).items.length).toBeGreaterThan(5)
      for (const query of ['', 'sort=oldest', 'sort=name_az', 'sort=price_high&currency=JPY', 'sort=price_low&currency=USD']) {
        const { status, body } = await w.visitor().rest('GET', `/products?${query}&cursor=${nextCursor}`)
        expect([status, body.code, body.errors[0].path]).toEqual([400, 'input.invalid', 'cursor'])
      }
      const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
      const id = all[0]?.id
      for (const cursor of [forge('name_az', 'x\0y', id), forge('name_az', 5, id), forge('name_az', 'x', "' or 1=1"), forge('name_az'), 'bnVsbA']) {
        expect(await refusalOf(catalogue().list.query({ sort: 'name_az', cursor }))).toBe('input.invalid')
      }
    })
  })

  it('is part of a filter that an operator keeps', async () => {
    const { save } = operator.api.business.savedFilters
    const rules = { status: 'draft', sort: 'price_low' }
    expect((await save.mutate({ list: 'products', name: 'Cheap drafts', rules })).rules).toEqual(rules)
    expect(await refusalOf(save.mutate({ list: 'products', name: 'Wrong', rules: { sort: 'dearest' } }))).toBe('input.invalid')
  })

  describe('What visitors read', () => {
    it('is kept for each sort and currency on its own, under a tag of its own', async () => {
      const queries = ['', '?sort=oldest', '?sort=name_az', '?sort=price_low&currency=USD', '?sort=price_low&currency=JPY', '?sort=price_high&currency=JPY']
      const firstOf = async (query: string, headers?: Record<string, string>) => {
        const { status, body, headers: got } = await w.visitor().rest('GET', `/products${query}`, undefined, headers)
        return { status, first: body.items?.[0]?.id, etag: got.get('etag') ?? '', control: got.get('cache-control') }
      }
      const fresh = []
      for (const query of queries) fresh.push(await firstOf(query))
      const kept = []
      for (const query of queries) kept.push(await firstOf(query))
      expect(kept).toEqual(fresh)
      expect(new Set(fresh.map(({ etag }) => etag)).size).toBe(queries.length)
      expect(fresh.map(({ first }) => first)).toEqual(
        [wanted[0], wanted[1], wanted[4], wanted[6], wanted[10], wanted[11]].map((asked) => asked && all.toSorted(asked[1])[0]?.id),
      )
      expect(fresh[0]?.control).toMatch(/^public, max-age=/)
      expect((await firstOf('?sort=oldest', { 'if-none-match': fresh[1]?.etag ?? '' })).status).toBe(304)
      expect((await firstOf('?sort=oldest', { 'if-none-match': fresh[0]?.etag ?? '' })).status).toBe(200)
    })

    it('is sorted at the old address too', async () => {
      const answer = await w.visitor().http('/api/products?sort=name_za')
      expect(answer.headers.get('deprecation')).toBeTruthy()
      const { items } = (await answer.json()) as { items: Product[] }
      expect(idsOf(items)).toEqual(idsOf(all.toSorted((a, b) => byName(b, a))).slice(0, 20))
    })
  })
})
