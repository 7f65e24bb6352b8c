import { type Db, isPostgres } from '@pantheon/db'
import { systemScope } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'

/** How long a write of the server may hold the lock. */
const patienceMs = 20_000

/** Runs a statement when no write of the server is under way. Waiting inside SQLite would keep that write, in this very process, from ending. */
const whenFree = async (run: () => unknown): Promise<void> => {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      run()
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

/** Changes the schema behind the server's back, as whoever owns the database can. */
const define = async (db: Db, url: string, ...statements: string[]): Promise<void> => {
  if (!isPostgres(url)) {
    const file = new BetterSqlite3(url, { timeout: 0 })
    for (const statement of statements) await whenFree(() => file.exec(statement))
    file.close()
    return
  }
  await db.as(systemScope).transaction(async (tx) => {
    await tx.raw('set local role none', [])
    for (const statement of statements) await tx.raw(statement, [])
  })
}

interface At {
  system: { db: Db }
  config: { databaseUrl: string }
}

/** Has every insert into a table fail until what is returned is called. */
export const breakInserts = async ({ system: { db }, config: { databaseUrl: url } }: At, table: string): Promise<() => Promise<void>> => {
  if (!isPostgres(url)) {
    await define(db, url, `create trigger broken before insert on ${table} begin select raise(abort, 'broken'); end`)
    return () => define(db, url, 'drop trigger broken')
  }
  await define(
    db,
    url,
    "create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$",
    `create trigger broken before insert on ${table} for each row execute function broken()`,
  )
  return () => define(db, url, `drop trigger broken on ${table}`, 'drop function broken')
}

/** Has every insert into a table, or update of it, take forever, until what is returned is called. Whoever is at it by then has been ended. */
export const stallInserts = async (
  { system: { db }, config: { databaseUrl: url } }: At,
  table: string,
  write: 'insert' | 'update' = 'insert',
): Promise<() => Promise<void>> => {
  if (!isPostgres(url)) {
    const forever = 'with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n'
    await define(db, url, `create trigger stalled before ${write} on ${table} begin select (${forever}); end`)
    return () => define(db, url, 'drop trigger stalled')
  }
  await define(
    db,
    url,
    "create function stalled() returns trigger language plpgsql as $$ begin perform pg_sleep(120); raise exception 'stalled'; end $$",
    `create trigger stalled before ${write} on ${table} for each row execute function stalled()`,
  )
  return () =>
    define(
      db,
      url,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'",
      `drop trigger stalled on ${table}`,
      'drop function stalled',
    )
}

/** Whether somebody is at the write that takes forever. In SQLite they hold the one lock for writing, and do not let it go. */
export const isStalled = async ({ system: { db }, config: { databaseUrl: url } }: At): Promise<boolean> => {
  if (isPostgres(url))
    return db.as(systemScope).transaction(async (tx) => {
      await tx.raw('set local role none', [])
      return (await tx.raw("select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'", [])).rows.length > 0
    })
  const file = new BetterSqlite3(url, { timeout: 0 })
  const isBusy = (): boolean => {
    try {
      file.exec('begin immediate; rollback')
      return false
    } catch {
      return true
    }
  }
  try {
    // On a busy machine any write may hold the lock for a while, but none of them for this long.
    for (let looks = 0; looks < 40; looks++) {
      if (!isBusy()) return false
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
    return true
  } finally {
    file.close()
  }
}
