import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { isPostgres, sqliteFile } from './database-url.ts'
import { underPgLock } from './pg-lock.ts'

const startKey = 727274
const pollMs = 50

/** Runs `work` while no other process does so for the SQLite file `file`. The lock is that of a file next to it, and ends with the process. */
const underSqliteLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const lock = new Sqlite(`${file}-lock`, { timeout: 0 })
  const isTaken = (): boolean => {
    try {
      lock.exec('begin exclusive')
      return true
    } catch (error) {
      if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false
      throw error
    }
  }
  try {
    while (!isTaken()) await sleep(pollMs) // never inside a statement, which would block the whole process
    return await work()
  } finally {
    lock.close()
  }
}

/**
 * Runs `work` while no other process of the same database does: for start-up work that only one process has to do, such as seeding an
 * empty database. The others wait, and then find it done.
 */
export const underStartLock = <T>(url: string, work: () => Promise<T>): Promise<T> => {
  if (isPostgres(url)) return underPgLock(url, startKey, work)
  const file = sqliteFile(url)
  return file === ':memory:' ? work() : underSqliteLock(file, work)
}
