import { chownSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openForeignPostgres } from '@pantheon/db'
import { createTestDatabase, runSql, type TestDialect } from '@pantheon/db/testing'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

/** A database on a disk of its own, with little room left. */
export interface DatabaseOnSmallDisk {
  readonly url: string
  readonly disk: SmallDisk
  drop(): Promise<void>
}

/** Where the tests' PostgreSQL keeps its data, when that is on this machine and we may give it a disk. */
const ownerOfPostgres = async (): Promise<number | undefined> => {
  const postgres = await openForeignPostgres(process.env.TEST_POSTGRES_URL ?? '')
  const [row] = await postgres.read("select current_setting('data_directory') as folder")
  await postgres.close()
  return statSync(row?.folder ?? '', { throwIfNoEntry: false })?.uid
}

const onPostgres = async (): Promise<DatabaseOnSmallDisk | undefined> => {
  const uid = await ownerOfPostgres().catch(() => undefined)
  const disk = uid === undefined ? undefined : mountSmallDisk(64)
  if (!disk || uid === undefined) return undefined
  const database = await createTestDatabase('pg')
  const name = new URL(database.url).pathname.slice(1)
  const admin = process.env.TEST_POSTGRES_URL ?? ''
  const space = `${name}_space`
  try {
    chownSync(disk.folder, uid, uid)
    await runSql(admin, `create tablespace ${space} location '${disk.folder}'`)
    await runSql(admin, `alter database ${name} set tablespace ${space}`)
  } catch (error) {
    await database.drop()
    disk.remove()
    throw error
  }
  return {
    url: database.url,
    disk,
    drop: async () => {
      disk.empty()
      await database.drop()
      await runSql(admin, `drop tablespace ${space}`)
      disk.remove()
    },
  }
}

const onSqlite = (): DatabaseOnSmallDisk | undefined => {
  const disk = mountSmallDisk(8)
  return disk && { url: join(disk.folder, 'test.db'), disk, drop: async () => disk.remove() }
}

/** A database of the dialect on a small disk; undefined where this machine lets nobody mount one. */
export const createDatabaseOnSmallDisk = async (dialect: TestDialect): Promise<DatabaseOnSmallDisk | undefined> =>
  dialect === 'pg' ? onPostgres() : onSqlite()
