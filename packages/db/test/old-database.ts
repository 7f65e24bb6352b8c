import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Client } from 'pg'
import { migrationsFolder, sqliteFile } from '../src/index.ts'
import { migratePg } from '../src/pg-migrate.ts'
import { openSqlite } from '../src/sqlite.ts'
import type { TestDialect } from '../src/testing/index.ts'

interface Journal {
  entries: { tag: string }[]
}
const journalOf = (folder: string): Journal => JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))

/** Names of the migrations, oldest first: what some database out there may have stopped at. */
export const versions = journalOf(migrationsFolder('sqlite')).entries.map(({ tag }) => tag)

/** Brings an empty database as far as one version, with the code that brings the real ones there. */
export const migrateTo = async (dialect: TestDialect, url: string, version: string): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-migrations-'))
  cpSync(migrationsFolder(dialect), folder, { recursive: true })
  const { entries, ...rest } = journalOf(folder)
  const last = entries.findIndex(({ tag }) => tag === version)
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...rest, entries: entries.slice(0, last + 1) }))
  try {
    if (dialect === 'pg') await migratePg(url, folder)
    else await openSqlite({ file: sqliteFile(url), migrationsFolder: folder }).close()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export type Row = Record<string, unknown>
/** The database below our own code: as its owner, in plain SQL. Values are named `:1`, `:2`. */
export interface Owner {
  ask(sql: string, values?: unknown[]): Promise<Row[]>
  tables(): Promise<string[]>
  close(): Promise<void>
}

const ownPg = async (url: string): Promise<Owner> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const ask = async (sql: string, values: unknown[] = []): Promise<Row[]> => (await client.query(sql.replaceAll(/:(\d+)/g, '$$$1'), values)).rows
  const named = async (): Promise<string[]> =>
    (await ask("select tablename as name from pg_tables where schemaname = 'public' order by 1")).map(({ name }) => String(name))
  return { ask, tables: named, close: () => client.end() }
}

const ownSqlite = (url: string): Owner => {
  const file = new BetterSqlite3(sqliteFile(url))
  file.pragma('recursive_triggers = ON')
  const ask = async (sql: string, values: unknown[] = []): Promise<Row[]> => {
    const prepared = file.prepare(sql.replaceAll(/:\d+/g, '?'))
    const bound = values.map((value) => (value instanceof Date ? value.getTime() : value))
    if (prepared.reader) return prepared.all(...bound) as Row[]
    prepared.run(...bound)
    return []
  }
  const named = async (): Promise<string[]> =>
    (await ask("select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\' order by 1")).map(
      ({ name }) => String(name),
    )
  return { ask, tables: named, close: async () => void file.close() }
}

export const openAsOwner = async (dialect: TestDialect, url: string): Promise<Owner> => (dialect === 'pg' ? ownPg(url) : ownSqlite(url))

const at = new Date('2026-03-04T05:06:07.891Z')
const [ada, acme, product, order, job] = ['user-ada', 'organization-acme', 'product-course', 'order-1', 'job-1']
const stamped = { created_at: at, updated_at: at }

/** A shop in use, in the columns of the first version that had the table; parents first. */
const shop: [table: string, row: Row][] = [
  ['users', { id: ada, email: 'ada@example.test', name: 'Ada', password_hash: '$argon2id$…', ...stamped }],
  ['organizations', { id: acme, name: "Ada's", created_at: at }],
  ['memberships', { organization_id: acme, user_id: ada, role: 'owner', created_at: at }],
  ['sessions', { id: 'session-1', user_id: ada, organization_id: acme, created_at: at, expires_at: at }],
  [
    'products',
    { id: product, name: 'コース', description: '', price_minor: 4900, currency: 'USD', category: 'ai_course_generation', status: 'active', ...stamped },
  ],
  [
    'orders',
    {
      id: order,
      organization_id: acme,
      user_id: ada,
      product_id: product,
      product_name: 'コース',
      category: 'ai_course_generation',
      quantity: 2,
      unit_price_minor: 4900,
      total_minor: 9800,
      currency: 'USD',
      status: 'fulfilled',
      input: '{"topic":"Bread"}',
      version: 3,
      ...stamped,
    },
  ],
  [
    'payments',
    {
      id: 'payment-1',
      organization_id: acme,
      order_id: order,
      amount_minor: 9800,
      currency: 'USD',
      method: 'visa •••• 4242',
      provider: 'test',
      status: 'succeeded',
      paid_at: at,
      created_at: at,
    },
  ],
  [
    'ai_jobs',
    {
      id: job,
      dedupe_key: `order:${order}`,
      job_type: 'course',
      organization_id: acme,
      user_id: ada,
      order_id: order,
      agent_id: 201,
      input: '{}',
      status: 'succeeded',
      created_at: at,
    },
  ],
  [
    'courses',
    {
      id: 'course-1',
      organization_id: acme,
      order_id: order,
      job_id: job,
      title: 'Bread',
      status: 'complete',
      authorship: 'model',
      model: 'm',
      request: '{}',
      content: '{"modules":[]}',
      ...stamped,
    },
  ],
  [
    'invoices',
    {
      id: 'invoice-1',
      organization_id: acme,
      number: 1,
      kind: 'invoice',
      order_id: order,
      payment_id: 'payment-1',
      currency: 'USD',
      lines: '[]',
      tax_rate: '10',
      tax_minor: 891,
      total_minor: 9800,
      seller: '{"name":"Pantheon"}',
      buyer: '{"organization":"Acme"}',
      issued_at: at,
    },
  ],
  ['events', { id: 'event-1', name: 'order.placed', organization_id: acme, actor_id: ada, order_id: order, at, data: `{"orderId":"${order}"}` }],
  ['event_consumers', { name: 'fulfilment', last_seq: 1 }],
]

/** Puts the shop into an old database. */
export const fillShop = async (owner: Owner): Promise<void> => {
  const there = await owner.tables()
  for (const [table, row] of shop) {
    if (!there.includes(table)) continue
    const columns = Object.keys(row)
    await owner.ask(`insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `:${i + 1}`).join(', ')})`, Object.values(row))
  }
}

/** Everything in the named tables, in the columns they have now, or in those given. */
export const readAll = async (owner: Owner, tables: string[], columns?: Record<string, string[]>): Promise<Record<string, Row[]>> => {
  const all: Record<string, Row[]> = {}
  for (const table of tables) all[table] = await owner.ask(`select ${columns?.[table]?.map((name) => `"${name}"`).join(', ') ?? '*'} from ${table}`)
  return all
}
