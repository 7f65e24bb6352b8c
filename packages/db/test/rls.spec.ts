import { mintScope, newId, systemScope } from '@pantheon/kernel'
import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eq, migrationsFolder, type ScopedDb, sql, statement } from '../src/index.ts'
import { defaultLimits } from '../src/limits.ts'
import { openPg } from '../src/pg.ts'
import { createTestDatabase } from '../src/testing/index.ts'
import { anyRow, findTenantTables, type TenantTable } from './any-row.ts'

const [mine, theirs] = [newId(new Date()), newId(new Date())]
const everyone = systemScope

/** What a refused statement was refused with, else how many rows it touched. */
const outcomeOf = (work: Promise<{ rowCount?: number | null }>): Promise<number | string> =>
  work.then(
    ({ rowCount }) => rowCount ?? 0,
    (error: unknown) => (error instanceof DatabaseError ? `${error.code}: ${error.message}` : String(error)),
  )
const denied = /^42501: /
const refusedByPolicy = /^42501: new row violates row-level security policy/

describe('Row-level security', async () => {
  const database = await createTestDatabase('pg')
  const db = await openPg({ url: database.url, migrationsFolder: migrationsFolder('pg'), limits: { ...defaultLimits, acquireMs: 60_000 }, max: 3 })
  const owner = new Client({ connectionString: database.url })
  await owner.connect()
  afterAll(async () => {
    await owner.end()
    await db.close()
    await database.drop()
  })
  const raw = (scoped: ScopedDb, text: string, values: unknown[] = []) =>
    scoped.transaction((tx) => tx.raw(text, values)) as Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>
  const [asMe, asEveryone] = [db.as(mintScope(mine)), db.as(everyone)]
  const tables = await findTenantTables(owner)

  beforeAll(async () => {
    // One row of each organization in every table, whatever else it would refer to.
    await owner.query("set session_replication_role = 'replica'")
    await owner.query("select set_config('pantheon.organization', '*', false)")
    for (const table of tables) for (const organization of [mine, theirs]) await owner.query(await anyRow(owner, table, organization))
  })

  /** How many rows of each of the two organizations somebody sees. */
  const seen = async (scoped: ScopedDb, { name, owner: column }: TenantTable) => {
    const { rows } = await raw(
      scoped,
      `select count(*) filter (where ${column} = $1)::int as mine, count(*) filter (where ${column} = $2)::int as theirs from ${name}`,
      [mine, theirs],
    )
    return rows[0]
  }

  it('covers every table with an organization', () => {
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['organizations', 'orders', 'memberships', 'sessions', 'events', 'audit_entries', 'tasks']),
    )
    expect(tables.length).toBeGreaterThanOrEqual(16)
  })

  describe.each(tables)('on $name', (table) => {
    const { name, owner: column } = table

    it('shows raw SQL its own organization and no other', async () => {
      expect(await seen(asMe, table)).toEqual({ mine: 1, theirs: 0 })
      expect(await seen(asEveryone, table)).toEqual({ mine: 1, theirs: 1 })
    })
    it('shows nothing when no organization is set', async () => {
      expect(await seen(db, table)).toEqual({ mine: 0, theirs: 0 })
    })
    it('refuses to write rows of another organization', async () => {
      const { text, values } = await anyRow(owner, table, theirs)
      expect(await outcomeOf(raw(asMe, text, values))).toMatch(refusedByPolicy)
      expect(await outcomeOf(raw(db, text, values))).toMatch(refusedByPolicy)
    })
    it('changes and deletes nothing of another organization, and gives nothing away to it', async () => {
      // What may never be changed at all is refused outright; anything else finds no row.
      expect(String(await outcomeOf(raw(asMe, `update ${name} set ${column} = ${column} where ${column} = $1`, [theirs])))).toMatch(/^0$|^42501: /)
      expect(String(await outcomeOf(raw(asMe, `delete from ${name} where ${column} = $1`, [theirs])))).toMatch(/^0$|^42501: /)
      expect(await outcomeOf(raw(asMe, `update ${name} set ${column} = $2 where ${column} = $1`, [mine, theirs]))).toMatch(denied)
      expect(await seen(asEveryone, table)).toEqual({ mine: 1, theirs: 1 })
    })
    it('cannot be emptied by TRUNCATE', async () => {
      expect(await outcomeOf(raw(asEveryone, `truncate ${name} cascade`))).toMatch(denied)
    })
  })

  it('would be seen to fail on a table without a policy', async () => {
    await owner.query('create table forgotten (organization_id text not null); grant select on forgotten to pantheon_app')
    const table = (await findTenantTables(owner)).find(({ name }) => name === 'forgotten')!
    for (const organization of [mine, theirs]) await owner.query(await anyRow(owner, table, organization))
    expect(await seen(asMe, table)).toEqual({ mine: 1, theirs: 1 })
    await owner.query('drop table forgotten')
  })

  describe('The role the server acts as', () => {
    it('owns nothing, makes nothing, and is not above the policies', async () => {
      const { rows } = await raw(
        asEveryone,
        `select r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin,
           (select count(*)::int from pg_class c where c.relowner = r.oid) as owned,
           has_schema_privilege(r.oid, 'public', 'create') as makes,
           has_schema_privilege(r.oid, 'drizzle', 'usage') as migrates
         from pg_roles r where r.rolname = current_user`,
      )
      const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false, makes: false, migrates: false }
      expect(rows).toEqual([{ rolname: 'pantheon_app', owned: 0, ...nothing }])
      const { rows: loose } = await owner.query(
        'select relname from pg_class where relname = any($1) and relkind = $2 and not (relrowsecurity and relforcerowsecurity)',
        [tables.map(({ name }) => name), 'r'],
      )
      expect(loose).toEqual([])
    })
    it('does not give way to RESET ROLE', async () => {
      const role = await asMe.transaction(async (tx) => {
        await tx.raw('reset role', [])
        return (await tx.raw('select current_user as name', [])).rows
      })
      expect(role).toEqual([{ name: 'pantheon_app' }])
    })
    it('is not the only one held to the policies: the owner of a table is too', async () => {
      await owner.query('begin')
      await owner.query(`create role owner_${process.pid}; grant owner_${process.pid} to current_user; alter table orders owner to owner_${process.pid}`)
      await owner.query(`set local role owner_${process.pid}; set local pantheon.organization = ''`)
      const { rows } = await owner.query('select current_user as name, (select count(*)::int from orders) as n')
      await owner.query('rollback')
      expect(rows).toEqual([{ name: `owner_${process.pid}`, n: 0 }])
    })
  })

  describe('A login of the server that owns nothing', async () => {
    const login = `web_${process.pid}`
    const address = new URL(database.url)
    address.username = login
    address.password = login
    const open = () => openPg({ url: address.href, migrationUrl: database.url, migrationsFolder: migrationsFolder('pg'), limits: defaultLimits, max: 1 })
    beforeAll(() => owner.query(`create role ${login} login password '${login}'`))
    afterAll(() => owner.query(`drop role ${login}`))

    it('is told what it lacks', async () => {
      await expect(open()).rejects.toThrow(/GRANT pantheon_app TO/)
    })
    it('gains nothing by stepping out of its role', async () => {
      await owner.query(`grant pantheon_app to ${login}`)
      const web = await open()
      expect(await raw(web, 'select current_user as acts, session_user as login')).toMatchObject({ rows: [{ acts: 'pantheon_app', login }] })
      // As the owner's login, stepping out of the role would be stepping over the policies.
      const steppedOut = (text: string) =>
        web.as(mintScope(mine)).transaction(async (tx) => {
          await tx.raw('set local role none', [])
          return (await tx.raw(text, [])).rows
        })
      expect(await steppedOut('select current_user as acts, organization_id from orders')).toEqual([{ acts: login, organization_id: mine }])
      await expect(steppedOut('alter table orders disable row level security')).rejects.toThrow('must be owner')
      await web.close()
    })
  })

  describe('A pool of three connections', () => {
    const counted = statement<Record<string, never>>()('test.counted', ({ select, tables: { memberships } }) =>
      select({ organizationId: memberships.organizationId }).from(memberships),
    )
    /** Whose rows a handle may see, and the ways to look at them. */
    const handles = [
      { scoped: asMe, allowed: [mine] },
      { scoped: db.as(mintScope(theirs)), allowed: [theirs] },
      { scoped: asEveryone, allowed: [mine, theirs].sort() },
      { scoped: db as ScopedDb, allowed: [] },
    ]
    const { memberships } = db.tables
    const looks: ((scoped: ScopedDb) => Promise<{ organizationId: string }[]>)[] = [
      (scoped) => scoped.run(counted, {}),
      (scoped) => scoped.select({ organizationId: memberships.organizationId }).from(memberships),
      (scoped) => scoped.transaction((tx) => tx.run(counted, {})),
      (scoped) =>
        scoped.transaction(async (tx) => {
          await tx.raw('select pg_sleep(0.002)', [])
          return tx.select({ organizationId: memberships.organizationId }).from(memberships)
        }),
      async (scoped) => {
        let rows: { organizationId: string }[] = []
        const failed = scoped.transaction(async (tx) => {
          rows = await tx.run(counted, {})
          throw new Error('rolled back')
        })
        await expect(failed).rejects.toThrow('rolled back')
        return rows
      },
      async (scoped) => {
        await expect(scoped.select({ n: sql`1 / 0` }).from(memberships).where(sql`1 / 0 = 1`)).rejects.toThrow()
        return scoped.run(counted, {})
      },
    ]

    it('never shows one organization what another asked for: 600 looks at once', async () => {
      const wrong: unknown[] = []
      let looked = 0
      await Promise.all(
        Array.from({ length: 600 }, async (_, i) => {
          const { scoped, allowed } = handles[Math.floor(Math.random() * handles.length)]!
          const how = Math.floor(Math.random() * looks.length)
          const rows = (await looks[how]!(scoped)).map((row) => row.organizationId).sort()
          looked++
          if (JSON.stringify(rows) !== JSON.stringify(allowed)) wrong.push({ i, how, rows, allowed })
        }),
      )
      expect(wrong).toEqual([])
      expect(looked).toBe(600)
    })

    it('begins with nothing on a connection that replaces a lost one', async () => {
      expect(await asEveryone.run(counted, {})).toHaveLength(2)
      await owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query not like 'listen%'",
      )
      await expect.poll(() => db.run(counted, {}).catch(() => 'lost')).toEqual([])
      expect(await asMe.run(counted, {})).toEqual([{ organizationId: mine }])
    })

    it('tells a connection its organization only when that changes', async () => {
      const alone = await openPg({ url: database.url, migrationsFolder: migrationsFolder('pg'), limits: defaultLimits, max: 1 })
      const one = alone.as(mintScope(mine))
      const told = async () =>
        (await raw(one, "select generic_plans + custom_plans as n from pg_prepared_statements where name = 'pantheon.organization'")).rows[0]?.n
      for (let i = 0; i < 5; i++) await one.run(counted, {})
      await one.transaction((tx) => tx.run(counted, {}))
      expect(await told()).toBe('1')
      await alone.as(everyone).run(counted, {}) // has connections of its own
      expect(await told()).toBe('1')
      await alone.as(mintScope(theirs)).run(counted, {})
      await one.run(counted, {})
      expect(await told()).toBe('3')
      await alone.close()
    })
  })

  it('goes on telling organizations apart when thousands come and go', async () => {
    for (let i = 0; i < 1000; i++) db.as(mintScope(newId(new Date())))
    expect(await asMe.select().from(db.tables.memberships).where(eq(db.tables.memberships.organizationId, theirs))).toEqual([])
    expect(await db.as(mintScope(mine)).$count(db.tables.memberships)).toBe(1)
    expect(() => db.as(mintScope('*'))).toThrow()
  })
})
