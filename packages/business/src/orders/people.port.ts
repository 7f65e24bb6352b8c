import type { Handle } from '@pantheon/db'

/** What people are called, by id. Somebody who has gone has no name. */
export type NamesOf = (db: Handle, ids: readonly string[]) => Promise<Map<string, string>>
