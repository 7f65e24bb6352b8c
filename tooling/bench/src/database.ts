import { randomUUID } from 'node:crypto'
import { openDb } from '@pantheon/db'
import { Client } from 'pg'

interface PostgresServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** The PostgreSQL the tests bring along. By address: it belongs to the test set-up, which is no package to depend on. */
const startEmbedded = async (): Promise<PostgresServer> => {
  const address = new URL('../../vitest/embedded-server.ts', import.meta.url).href
  const { startEmbeddedServer } = (await import(address)) as { startEmbeddedServer: () => Promise<PostgresServer> }
  return startEmbeddedServer()
}

const givenOrEmbedded = async (): Promise<PostgresServer> => {
  const given = process.env.TEST_POSTGRES_URL
  return given ? { url: given, stop: async () => {} } : startEmbedded()
}

const withAdmin = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A migrated database of its own on the PostgreSQL of TEST_POSTGRES_URL, else on one started for it. */
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

const kinds = [
  { category: 'ai_course_generation', name: 'Course', currency: 'USD', priceMinor: 4900 },
  { category: 'business_consulting', name: 'Consulting', currency: 'EUR', priceMinor: 64_000 },
  { category: 'technical_support', name: 'サポート', currency: 'JPY', priceMinor: 19_800 },
  { category: 'ai_document_generation', name: 'Proposal', currency: 'USD', priceMinor: 2900 },
] as const
const description =
  'Written from a few lines about your team: modules by the week, lessons with exercises, and tests with answers. Edit every lesson, then export it. ご希望のテーマに合わせて書き上げます。'
const input = { topic: 'Kubernetes for platform teams', difficulty: 'beginner', durationWeeks: 4, targetAudience: 'Backend developers', language: 'en' }

/** 200 products, one in ten of them not on sale, and 2,000 orders of the caller. Answers the product the requests name. */
export const fill = async (databaseUrl: string, caller: { userId: string; organizationId: string }): Promise<{ productId: string }> => {
  const db = await openDb(databaseUrl)
  const start = Date.UTC(2026, 0, 1)
  const products = Array.from({ length: 200 }, (_, i) => {
    const { category, name, currency, priceMinor } = kinds[i % kinds.length] ?? kinds[0]
    const at = new Date(start + i * 3_600_000)
    const status = i % 10 === 9 ? ('draft' as const) : ('active' as const)
    return { id: randomUUID(), name: `${name} ${i + 1}`, description, priceMinor: priceMinor + i, currency, category, status, createdAt: at, updatedAt: at }
  })
  const [sold] = products
  if (!sold) throw new Error('There is nothing to sell.')
  const orders = Array.from({ length: 2000 }, (_, i) => {
    const at = new Date(start + i * 60_000)
    const { id: productId, name: productName, category, currency, priceMinor } = sold
    const price = { quantity: 1, unitPriceMinor: priceMinor, totalMinor: priceMinor, currency }
    return { id: randomUUID(), ...caller, productId, productName, category, ...price, status: 'awaiting_payment' as const, input, createdAt: at, updatedAt: at }
  })
  try {
    await db.transaction(async (tx) => {
      await tx.insert(tx.tables.products).values(products)
      await tx.insert(tx.tables.orders).values(orders)
    })
  } finally {
    await db.close()
  }
  // Left to itself, PostgreSQL would do this in the middle of a round.
  await withAdmin(databaseUrl, 'vacuum analyze')
  return { productId: sold.id }
}

/** What the caller orders: the input of a course, as the shop's form sends it. */
export const orderOf = (productId: string) => ({ productId, quantity: 2, input })
