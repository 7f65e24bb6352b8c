import { type Db, openDb } from '@pantheon/db'
import { budget, createTestDatabase, dialects, fastest, isDeep, keysOfRow, someOf, unhurried } from '@pantheon/db/testing'
import { type Position, systemScope } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProductOrder, productSortKey } from '../src/catalogue/product-list.ts'
import { searchParams, searchWay } from '../src/catalogue/product-texts.repo.ts'
import { buildList, listProducts, type Shape } from '../src/catalogue/products.repo.ts'
import { parseSearch, termsEdition, termsOf } from '../src/catalogue/search-terms.ts'

/** Some plans are the cheapest ones only where there is much. */
const many = budget(20_000, 100_000)
const start = Date.UTC(2026, 0, 1)

/**
 * A product of every day; every thousandth is about yeast, every fourth in Japanese, one in ten a draft. Every fifth is sold in
 * yen only, every third of the others in yen too; of each price there are hundreds.
 */
const productNumber = (i: number) => {
  const currency = i % 5 === 2 ? 'JPY' : 'USD'
  const minor = 1000 + (i % 97) * 100
  const subject = i % 1000 === 7 ? (i % 4 === 3 ? '天然酵母' : 'wild yeast') : i % 4 === 3 ? '話し方' : 'public speaking'
  return {
    id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
    name: i % 4 === 3 ? `${subject}の講座 ${i}` : `Course ${i} on ${subject}`,
    description: 'Written from a few lines about your team. ご希望のテーマに合わせて書き上げます。',
    currency,
    minor,
    others: currency === 'USD' && i % 3 === 0 ? [{ currency: 'JPY', minor: minor * 2 }] : [],
    category: i % 500 === 0 ? 'technical_support' : 'ai_course_generation',
    status: i % 10 === 9 ? 'draft' : 'active',
    // Ten at a time, so that a page ends between two of the same moment.
    at: start + Math.floor(i / 10) * 1000,
    // Changed in another order than they were made in.
    changed: start + ((i * 7919) % many) * 1000,
  }
}
type Made = ReturnType<typeof productNumber>
const all = Array.from({ length: many }, (_, i) => productNumber(i))
const newestFirst = (rule: (product: Made) => boolean): string[] =>
  all
    .filter((product) => product.status === 'active' && rule(product))
    .map(({ id }) => id)
    .toReversed()

const fillSqlite = (file: string): void => {
  const raw = new BetterSqlite3(file)
  const product = raw.prepare(
    `insert into products (id, name, name_sort, description, price_minor, currency, other_prices, category, status, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const texts = raw.prepare('insert into product_texts (product_id, terms, edition) values (?, ?, ?)')
  raw.transaction(() => {
    for (const { id, name, description, minor, currency, others, category, status, at, changed } of all) {
      product.run(id, name, keysOfRow('products', { name }).name_sort, description, minor, currency, JSON.stringify(others), category, status, at, changed)
      texts.run(id, termsOf(name, description), termsEdition)
    }
  })()
  raw.exec('analyze')
  raw.close()
}

const fillPg = (db: Db): Promise<void> =>
  db.transaction(async (tx) => {
    for (let from = 0; from < many; from += 10_000) {
      const rows = all.slice(from, from + 10_000).map(({ at, changed, ...row }) => ({
        ...row,
        at: new Date(at).toISOString(),
        changed: new Date(changed).toISOString(),
        terms: termsOf(row.name, row.description),
        ...keysOfRow('products', row),
      }))
      const records = `jsonb_to_recordset($1::jsonb) as p(id text, name text, name_sort text, description text, minor bigint, currency text, others jsonb, category text,
        status text, at timestamptz, changed timestamptz, terms text)`
      await tx.raw(
        `insert into products (id, name, name_sort, description, price_minor, currency, other_prices, category, status, created_at, updated_at)
         select id, name, name_sort, description, minor, currency, others, category, status, at, changed from ${records}`,
        [JSON.stringify(rows)],
      )
      await tx.raw(`insert into product_texts (product_id, terms, edition) select id, terms, ${termsEdition} from ${records}`, [JSON.stringify(rows)])
    }
    // What a server does by itself a minute later. It is for the owner of the tables.
    await tx.raw('set local role none', [])
    await tx.raw('analyze products, product_texts', [])
  })

describe.each(someOf(dialects, 1, 'catalogue'))(`${many} products on %s`, async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    if (dialect === 'sqlite') fillSqlite(database.url)
    else await fillPg(db)
    expect(await db.$count(db.tables.products)).toBe(many)
  }, 240_000)

  /** How the database goes about the very statement the catalogue prepares, without running it. */
  const planOf = async (shape: Shape, params: Record<string, unknown>): Promise<string> => {
    const { sql: text, params: names } = (buildList(db, shape) as unknown as { toSQL(): { sql: string; params: unknown[] } }).toSQL()
    const values = names.map((value) => (value !== null && typeof value === 'object' && 'name' in value ? params[String(value.name)] : value))
    if (dialect === 'sqlite') {
      const raw = new BetterSqlite3(database.url, { readonly: true })
      const rows = raw.prepare(`explain query plan ${text}`).all(...values.map((value) => (value instanceof Date ? value.getTime() : value)))
      raw.close()
      return rows.map((row) => (row as { detail: string }).detail).join('\n')
    }
    const { rows } = await db.as(systemScope).transaction((tx) => tx.raw(`explain ${text}`, values))
    return rows.map((row) => Object.values(row as object)[0]).join('\n')
  }
  const searching = async (typed: string) => {
    const terms = parseSearch(typed)
    const way = await searchWay(db, terms)
    return {
      way,
      plan: await planOf(
        { hasCategory: false, search: way, isLaterPage: false, order: 'newest' },
        { status: 'active', limit: 25, ...searchParams(dialect, way, terms) },
      ),
    }
  }
  const detour = /\bsort\b|temp b-tree|seq scan|scan products\b(?! using)/i
  const inTheMiddle = {
    newest: new Date(start + many * 50),
    oldest: new Date(start + many * 50),
    updated_newest: new Date(start + many * 500),
    updated_oldest: new Date(start + many * 500),
    name_az: 'course 5',
    name_za: 'course 5',
    'price_low.USD': 5000,
    'price_low.JPY': 5000,
    'price_low.EUR': 1e13 + 5000,
    'price_high.USD': -5000,
    'price_high.JPY': -5000,
    'price_high.EUR': 1e13 - 5000,
  } as const satisfies Record<ProductOrder, unknown>
  const orders = Object.keys(inTheMiddle) as ProductOrder[]
  const indexOf = (order: ProductOrder): string => {
    if (order.startsWith('price')) return `products_${order.slice(-3).toLowerCase()}_${order.slice('price_'.length, -4)}_idx`
    return { ne: 'products_status_idx', ol: 'products_status_idx', up: 'products_updated_idx', na: 'products_name_idx' }[order.slice(0, 2)] ?? ''
  }

  it.each(orders)('are paged in the order %s straight from its index, without sorting', async (order) => {
    for (const isLaterPage of [false, true]) {
      const plan = await planOf(
        { hasCategory: false, search: undefined, isLaterPage, order },
        { status: 'active', limit: 25, after0: inTheMiddle[order], after1: all[many / 2 + 3]?.id },
      )
      expect(plan).toContain(indexOf(order))
      expect(plan).not.toMatch(detour)
    }
  })

  it.each(orders)('of a category that almost all are in are paged in the order %s straight from an index, without sorting', async (order) => {
    for (const isLaterPage of [false, true]) {
      const plan = await planOf(
        { hasCategory: true, search: undefined, isLaterPage, order },
        { status: 'active', category: 'ai_course_generation', limit: 25, after0: inTheMiddle[order], after1: all[many / 2 + 3]?.id },
      )
      expect(plan).toMatch(order === 'newest' || order === 'oldest' ? /products_(category|status)_idx/ : new RegExp(indexOf(order)))
      expect(plan).not.toMatch(detour)
    }
  })

  it.runIf(isDeep).each(orders)('of a category that few are in are found in the order %s within 200 ms', async (order) => {
    const ask = () => listProducts(db, { status: 'active', category: 'technical_support', search: undefined, order, after: undefined, limit: 101 })
    expect(await ask()).toHaveLength(101)
    expect(await fastest(ask, 200)).toBeLessThanOrEqual(200)
  })

  it.runIf(isDeep).each(['yeast', 'yea', 'wild yeast', '酵母', '天然酵母'])('are searched for “%s” in the full-text index', async (typed) => {
    const { way, plan } = await searching(typed)
    expect(way).toBe('index')
    expect(plan).toMatch(dialect === 'pg' ? /Bitmap Index Scan on product_texts_terms_idx/ : /product_search VIRTUAL TABLE INDEX/)
    expect(plan).not.toMatch(/seq scan|scan (products|product_texts)\b/i)
  })

  it.each(['course', '書き上げ', 'c'])('are walked newest first for “%s”, which almost all of them have', async (typed) => {
    const { way, plan } = await searching(typed)
    expect(way).toBe('walk')
    expect(plan).toContain('products_status_idx')
    expect(plan).not.toMatch(/sort|temp b-tree|seq scan/i)
  })

  const pagesOf = async (order: ProductOrder, typed: string | undefined, most: number): Promise<string[]> => {
    const seen: string[] = []
    let after: Position | undefined
    do {
      const search = typed === undefined ? undefined : parseSearch(typed)
      const rows = await listProducts(db, { status: 'active', category: undefined, search, order, after, limit: 7 })
      seen.push(...rows.map(({ id }) => id))
      const last = rows.at(-1)
      after = last && productSortKey(order).positionOf(last)
    } while (after && seen.length < most)
    return seen
  }
  it('are found all, each once, in order, page by page', async () => {
    expect(await pagesOf('newest', 'yeast', many)).toEqual(newestFirst(({ name }) => name.includes('yeast')))
    expect(await pagesOf('newest', '酵母', many)).toEqual(newestFirst(({ name }) => name.includes('酵母')))
    expect(await pagesOf('newest', 'course', 140)).toEqual(newestFirst(({ name }) => name.includes('Course')).slice(0, 140))
    expect(await pagesOf('newest', '話し方の講座', 140)).toEqual(newestFirst(({ name }) => name.includes('話し方の講座')).slice(0, 140))
    expect(await pagesOf('newest', '講話', 7)).toEqual([])
  })

  it('are found by words in order of price too, rare words and common ones', async () => {
    const yenOf = ({ currency, minor, others }: Made): number => (currency === 'JPY' ? minor : (others[0]?.minor ?? 1e13 + minor))
    const cheapest = (rule: (product: Made) => boolean): string[] =>
      all
        .filter((product) => product.status === 'active' && rule(product))
        .sort((a, b) => yenOf(a) - yenOf(b) || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id)
    expect(await pagesOf('price_low.JPY', 'yeast', many)).toEqual(cheapest(({ name }) => name.includes('yeast')))
    expect(await pagesOf('price_low.JPY', 'course', 140)).toEqual(cheapest(({ name }) => name.includes('Course')).slice(0, 140))
    expect(await pagesOf('price_low.JPY', undefined, 140)).toEqual(cheapest(() => true).slice(0, 140))
  })
})
