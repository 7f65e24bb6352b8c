import { randomUUID } from 'node:crypto'
import { openDb } from '@pantheon/db'
import { Client } from 'pg'

interface PostgresServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts the PostgreSQL of the tests. Imported by URL, because the test set-up is not a package. */
const startEmbedded = async (): Promise<PostgresServer> => {
  const address = new URL('../../vitest/embedded-server.ts', import.meta.url).href
  const { startEmbeddedServer } = (await import(address)) as { startEmbeddedServer: () => Promise<PostgresServer> }
  return startEmbeddedServer()
}

const givenOrEmbedded = async (): Promise<PostgresServer> => {
  const given = process.env.TEST_POSTGRES_URL
  return given ? { url: given, stop: async () => {} } : startEmbedded()
}

const withAdmin = async (url: string, statement: string, values?: unknown[]): Promise<void> => {
  // Row-level security applies to the owner of the tables too.
  const client = new Client({ connectionString: url, options: '-c pantheon.organization=*' })
  await client.connect()
  try {
    await client.query(statement, values)
  } finally {
    await client.end()
  }
}

/** Creates a migrated database on the PostgreSQL of TEST_POSTGRES_URL, else on one that is started for it. */
export const createDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const server = await givenOrEmbedded()
  const name = `pantheon_bench_${process.pid}`
  const url = new URL(server.url)
  url.pathname = `/${name}`
  await withAdmin(server.url, `create database ${name}`)
  await (await openDb(url.href)).close()
  return {
    url: url.href,
    drop: async () => {
      await withAdmin(server.url, `drop database if exists ${name} with (force)`)
      await server.stop()
    },
  }
}

/** The columns common to all rows. */
const stampedAt = (at: Date) => ({ version: 1, created_at: at, updated_at: at })

const kinds = [
  { category: 'ai_course_generation', name: 'Course', currency: 'USD', priceMinor: 4900 },
  { category: 'business_consulting', name: 'Consulting', currency: 'EUR', priceMinor: 64_000 },
  { category: 'technical_support', name: 'サポート', currency: 'JPY', priceMinor: 19_800 },
  { category: 'ai_document_generation', name: 'Proposal', currency: 'USD', priceMinor: 2900 },
] as const
const description =
  'Written from a few lines about your team: modules by the week, lessons with exercises, and tests with answers. Edit every lesson, then export it. ご希望のテーマに合わせて書き上げます。'
const input = { topic: 'Kubernetes for platform teams', difficulty: 'beginner', durationWeeks: 4, targetAudience: 'Backend developers', language: 'en' }

/** 200 products, one in ten of them not on sale, and 2,000 orders of the caller. Returns the product that the requests use. */
export const fill = async (databaseUrl: string, caller: { userId: string; organizationId: string }): Promise<{ productId: string }> => {
  const start = Date.UTC(2026, 0, 1)
  const products = Array.from({ length: 200 }, (_, i) => {
    const { category, name, currency, priceMinor } = kinds[i % kinds.length] ?? kinds[0]
    const at = new Date(start + i * 3_600_000)
    const status = i % 10 === 9 ? 'draft' : 'active'
    return {
      id: randomUUID(),
      name: `${name} ${i + 1}`,
      description,
      price_minor: priceMinor + i,
      other_prices: [],
      currency,
      category,
      status,
      ...stampedAt(at),
    }
  })
  const [sold] = products
  if (!sold) throw new Error('There is nothing to sell.')
  const orders = Array.from({ length: 2000 }, (_, i) => {
    const at = new Date(start + i * 60_000)
    const { id: product_id, name: product_name, category, currency, price_minor } = sold
    const price = { quantity: 1, unit_price_minor: price_minor, total_minor: price_minor, currency }
    const names = { organization_id: caller.organizationId, user_id: caller.userId, product_id, product_name, category }
    return { id: randomUUID(), ...names, ...price, status: 'awaiting_payment', input, ...stampedAt(at) }
  })
  // Only the columns in the rows; the database fills the others.
  const add = (table: string, rows: object[]): Promise<void> => {
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    return withAdmin(databaseUrl, `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ])
  }
  await add('products', products)
  await add('orders', orders)
  // Otherwise autovacuum would run during a round.
  await withAdmin(databaseUrl, 'vacuum analyze')
  return { productId: sold.id }
}

/** Makes a user an operator, which sign-up cannot. */
export const promote = (databaseUrl: string, userId: string): Promise<void> => withAdmin(databaseUrl, `update users set role = 'admin' where id = $1`, [userId])

/** The body of an order of a course, as the shop's form sends it. */
export const orderOf = (productId: string) => ({ productId, quantity: 1, input })
