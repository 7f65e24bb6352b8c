import type { Handle } from '@pantheon/db'

/** Names of users, by id. A deleted user has no name. */
export type NamesOf = (db: Handle, ids: readonly string[]) => Promise<Map<string, string>>
