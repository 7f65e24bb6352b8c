import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { migrationsFolder, openDb } from '../index.ts'

export { brokenStatements } from './broken-statements.ts'
export { budget, isDeep, rounds, seed, someOf } from './budget.ts'
export { type DescribedColumn, type DescribedTable, describedTables } from './described-tables.ts'
export { fastest } from './fastest.ts'
export { fillTables, planOf, type TestRow, type TestRows, unhurried } from './scale.ts'
export { findStaleKeys, keysOfRow } from './text-keys.ts'

export type TestDialect = 'sqlite' | 'pg'
const both = ['sqlite', 'pg'] as const

/**
 * For tests of the database itself: locks, isolation, row-level security, sorting, JSON, races for money, crashes. Always both, except
 * with TEST_DIALECTS=sqlite, for runs with a shifted clock, which PostgreSQL would not follow.
 */
export const dialects: readonly TestDialect[] = process.env.TEST_DIALECTS === 'sqlite' ? ['sqlite'] : both

const storyChoices: Readonly<Record<string, readonly TestDialect[]>> = { sqlite: ['sqlite'], pg: ['pg'], all: both }

/** The dialects of TEST_DIALECTS: `sqlite` (the default), `pg` (the second half of CI) or `all`. */
const chosen = (asked: string): readonly TestDialect[] => {
  const choice = storyChoices[asked]
  if (!choice) throw new Error(`TEST_DIALECTS is "${asked}"; it may be ${Object.keys(storyChoices).join(', ')}`)
  return choice
}

/** For all other tests: SQLite in `npm test`, PostgreSQL in the second half of CI. */
export const storyDialects: readonly TestDialect[] = chosen(process.env.TEST_DIALECTS || 'sqlite')

/** A template name that changes with the migrations, so that a template is never older than the schema. */
const fingerprint = (dialect: TestDialect): string => {
  const hash = createHash('sha256')
  const folder = migrationsFolder(dialect)
  for (const name of readdirSync(folder)
    .filter((n) => n.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 12)
}

const withAdmin = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const url = process.env.TEST_POSTGRES_URL
  if (!url) throw new Error('TEST_POSTGRES_URL is not set; `npm test` starts a PostgreSQL and sets it')
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const withDatabase = (name: string): string => {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '')
  url.pathname = `/${name}`
  return url.href
}

/** An empty database: for tests of the migrations. Drop it when done. */
export const createEmptyDatabase = async (dialect: TestDialect): Promise<{ url: string; drop(): Promise<void> }> => {
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'pantheon-test-'))
    return { url: join(folder, 'test.db'), drop: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const name = `pantheon_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await withAdmin(async (client) => void (await client.query(`create database ${name}`)))
  return { url: withDatabase(name), drop: () => withAdmin(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))) }
}

/** Runs SQL in a Postgres database as its owner: for tables that migrations do not create. */
export const runSql = async (url: string, text: string, values?: unknown[]): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** Setup that runs once in the template, so that no copy has to. `name` identifies the template; `make` must leave no connection open. */
export interface Preparation {
  readonly name: string
  make(url: string): Promise<void>
}

/** Postgres renames and copies a database only without connections, and a closed client may take a moment to disconnect. */
const untilDisconnected = async (client: Client, database: string): Promise<void> => {
  const isConnected = async () => Boolean((await client.query('select 1 from pg_stat_activity where datname = $1', [database])).rowCount)
  while (await isConnected()) await new Promise((resolve) => setTimeout(resolve, 10))
}

const postgresCopy = async (preparation?: Preparation): Promise<{ url: string; drop(): Promise<void> }> => {
  const template = ['pantheon_template', fingerprint('pg'), ...(preparation ? [preparation.name] : [])].join('_')
  const name = `pantheon_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await withAdmin(async (client) => {
    // One process at a time creates or copies the template: Postgres refuses a copy while there are connections to it.
    await client.query('select pg_advisory_lock(727274)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (!rowCount) {
      await client.query(`create database ${template}_new`).catch(async () => {
        await client.query(`drop database ${template}_new with (force)`)
        await client.query(`create database ${template}_new`)
      })
      await (await openDb(withDatabase(`${template}_new`))).close()
      await preparation?.make(withDatabase(`${template}_new`))
      await untilDisconnected(client, `${template}_new`)
      await client.query(`alter database ${template}_new rename to ${template}`)
    }
    await client.query(`create database ${name} template ${template}`)
  })
  return { url: withDatabase(name), drop: () => withAdmin(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))) }
}

const sqliteCopy = async (): Promise<{ url: string; drop(): Promise<void> }> => {
  const template = join(tmpdir(), `pantheon-template-${fingerprint('sqlite')}.db`)
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-test-'))
  const url = join(folder, 'test.db')
  if (existsSync(template)) copyFileSync(template, url)
  else {
    await (await openDb(url)).close()
    copyFileSync(url, `${template}.${process.pid}`)
    renameSync(`${template}.${process.pid}`, template)
  }
  return { url, drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

/** A new migrated database: copied from a template on Postgres, a copied file on SQLite. Drop it when done. */
export const createTestDatabase = (dialect: TestDialect, preparation?: Preparation) => (dialect === 'pg' ? postgresCopy(preparation) : sqliteCopy())
