// `npm run db:generate -- name`: the migration to today's schema, for both dialects, with what Postgres needs to let the server in.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pgKit } from '../src/kit.ts'
import * as pg from '../src/schema/pg.ts'
import { buildSchema } from '../src/schema/schema.ts'
import * as sqlite from '../src/schema/sqlite.ts'
import { securing } from './secured-tables.ts'
import { unexported } from './unexported.ts'

const folder = resolve(import.meta.dirname, '..')
const kit = join(createRequire(import.meta.url).resolve('drizzle-kit'), '../bin.cjs')

const stop = (sentence: string): never => {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

const generate = (config: string, name: string): void => {
  const { status } = spawnSync(process.execPath, [kit, 'generate', '--config', config, '--name', name], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) stop(`drizzle-kit could not write the migration of ${config}.`)
}

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_]*$/.test(name)) stop('Name the migration in small letters, digits and underscores: npm run db:generate -- saved_filters')
const missing = unexported(Object.keys(buildSchema(pgKit)), { 'schema/pg.ts': Object.keys(pg), 'schema/sqlite.ts': Object.keys(sqlite) })
if (missing.length > 0) stop(`drizzle-kit sees exported tables only:\n${missing.map((line) => `  ${line}`).join('\n')}`)

generate('drizzle.pg.config.ts', name)
generate('drizzle.sqlite.config.ts', name)
const migrations = join(folder, 'migrations/pg')
const written = readdirSync(migrations).find((file) => new RegExp(`^\\d+_${name}\\.sql$`).test(file))
if (written) {
  const file = join(migrations, written)
  const migration = readFileSync(file, 'utf8').trimEnd()
  const added = securing(migration)
  if (added !== '') writeFileSync(file, `${migration}\n${added}\n`)
  console.log(`\n${file.slice(folder.length + 1)}${added === '' ? '' : ' lets the server use the new tables; take from the GRANT what it should not do'}.`)
}
