import { systemScope } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import type { World } from '../../src/testing/index.ts'

/** Changes the audit log behind the server's back, as whoever owns the database can: the triggers that forbid it are off meanwhile. */
export const tamper = async ({ system, config }: Pick<World, 'system' | 'config'>, ...statements: string[]): Promise<void> => {
  if (system.db.dialect === 'sqlite') {
    const file = new BetterSqlite3(config.databaseUrl)
    try {
      const triggers = file.prepare("select name, sql from sqlite_master where type = 'trigger' and name like 'audit_%'").all() as {
        name: string
        sql: string
      }[]
      for (const { name } of triggers) file.exec(`drop trigger ${name}`)
      for (const statement of statements) file.exec(statement)
      for (const { sql } of triggers) file.exec(sql)
    } finally {
      file.close()
    }
    return
  }
  await system.db.as(systemScope).transaction(async (tx) => {
    await tx.raw('set local role none', [])
    for (const table of ['audit_entries', 'audit_checkpoints']) await tx.raw(`alter table ${table} disable trigger user`, [])
    for (const statement of statements) await tx.raw(statement, [])
    for (const table of ['audit_entries', 'audit_checkpoints']) await tx.raw(`alter table ${table} enable always trigger append_only`, [])
  })
}
