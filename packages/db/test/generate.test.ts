import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { securing } from '../scripts/secured-tables.ts'
import { unexported } from '../scripts/unexported.ts'
import { migrationsFolder } from '../src/index.ts'
import { pgKit } from '../src/kit.ts'
import * as pg from '../src/schema/pg.ts'
import { buildSchema } from '../src/schema/schema.ts'
import * as sqlite from '../src/schema/sqlite.ts'

const created = (name: string, ...columns: string[]) =>
  `CREATE TABLE "${name}" (\n\t"id" text PRIMARY KEY NOT NULL${columns.map((column) => `,\n\t${column}`).join('')}\n);\n`

describe('A generated migration', () => {
  it('lets the server use a new table, and shows rows of organizations to their own only', () => {
    const statements = securing(created('notes', '"organization_id" text NOT NULL') + created('settings')).split('--> statement-breakpoint\n')
    expect(statements.map((statement) => statement.split('\n')[0])).toEqual([
      '',
      'GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO pantheon_app;',
      'ALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
      'ALTER TABLE notes FORCE ROW LEVEL SECURITY;',
      'CREATE POLICY own_organization ON notes',
      'GRANT SELECT, INSERT, UPDATE, DELETE ON settings TO pantheon_app;',
    ])
  })

  it('is left alone where it creates nothing, or says already who may do what', () => {
    expect(securing('ALTER TABLE "products" ADD COLUMN "image" jsonb;')).toBe('')
    expect(securing(readFileSync(join(migrationsFolder('pg'), '0029_schedules.sql'), 'utf8'))).toBe('')
  })

  it('writes what was written by hand for the last table with an organization', () => {
    const migration = readFileSync(join(migrationsFolder('pg'), '0015_desk.sql'), 'utf8')
    const [byHand = ''] = /CREATE POLICY[^;]*;/.exec(migration) ?? []
    const flat = (sql: string) => sql.replaceAll(/\s+/g, ' ')
    expect(flat(securing(migration.replace(/GRANT[\s\S]*/, '')))).toContain(flat(byHand))
  })

  it('is refused while a table is exported for one dialect only', () => {
    expect(unexported(['users', 'notes'], { 'schema/pg.ts': ['pgSchema', 'users', 'notes'], 'schema/sqlite.ts': ['users'] })).toEqual([
      'notes is not exported by schema/sqlite.ts',
    ])
    expect(unexported(Object.keys(buildSchema(pgKit)), { 'schema/pg.ts': Object.keys(pg), 'schema/sqlite.ts': Object.keys(sqlite) })).toEqual([])
  })
})
