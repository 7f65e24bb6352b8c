import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { migrationsFolder, openDb } from '../index.ts'

export { fillTables, planOf, type TestRow, type TestRows } from './scale.ts'

export const dialects = ['sqlite', 'pg'] as const
export type TestDialect = (typeof dialects)[number]

/** A name that changes with the migrations, so that a template is never older than the schema. */
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

/** A database without anything in it: for tests of the migrations. Drop it when done. */
export const createEmptyDatabase = async (dialect: TestDialect): Promise<{ url: string; drop(): Promise<void> }> => {
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'pantheon-test-'))
    return { url: join(folder, 'test.db'), drop: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const name = `pantheon_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await withAdmin(async (client) => void (await client.query(`create database ${name}`)))
  return { url: withDatabase(name), drop: () => withAdmin(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))) }
}

/** Runs SQL in a Postgres database as its owner: for what is not ours to migrate. */
export const runSql = async (url: string, text: string, values?: unknown[]): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text, values)
  } finally {
    await client.end()
  }
}

const postgresCopy = async (): Promise<{ url: string; drop(): Promise<void> }> => {
  const template = `pantheon_template_${fingerprint('pg')}`
  const name = `pantheon_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await withAdmin(async (client) => {
    // One process at a time makes or copies the template: Postgres refuses a copy while anyone is connected to it.
    await client.query('select pg_advisory_lock(727274)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (!rowCount) {
      await client.query(`create database ${template}_new`).catch(async () => {
        await client.query(`drop database ${template}_new with (force)`)
        await client.query(`create database ${template}_new`)
      })
      await (await openDb(withDatabase(`${template}_new`))).close()
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

/** A fresh, migrated database of its own: copied from a template on Postgres, a copied file on SQLite. Drop it when done. */
export const createTestDatabase = (dialect: TestDialect) => (dialect === 'pg' ? postgresCopy() : sqliteCopy())
