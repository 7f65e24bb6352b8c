import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { DatabaseError } from 'pg'
import { underPgLock } from './pg-lock.ts'

/** drizzle wraps driver errors (`.cause`) and puts the whole statement in the message. */
const rootOf = (error: unknown): unknown => {
  let root = error
  while (root instanceof Error && root.cause !== undefined) root = root.cause
  return root
}

/** The server's message with its hint. */
export const explain = (error: unknown): string => {
  const root = rootOf(error)
  if (root instanceof DatabaseError) return [root.message, root.hint].filter(Boolean).join('\n')
  return root instanceof Error ? root.message : String(root)
}

/**
 * Migrates a database as the login of `url`, which owns the tables. One process at a time: migrate() itself takes no lock. Rejects with
 * the server's message, without SQL.
 */
export const migratePg = (url: string, migrationsFolder: string, connectMs?: number): Promise<void> =>
  underPgLock(
    url,
    727272,
    async (client) => {
      try {
        // Row-level security is forced for the owner too, and a migration may have to change rows of all organizations.
        await client.query("select set_config('pantheon.organization', '*', false)")
        await migrate(drizzle(client), { migrationsFolder })
      } catch (error) {
        throw new Error(`The database could not be migrated: ${explain(error)}`, { cause: rootOf(error) })
      }
    },
    connectMs,
  )
