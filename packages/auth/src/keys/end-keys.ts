import type { Tx } from '@pantheon/db'
import type { Origin } from '@pantheon/kernel'
import { revokeKeysOf } from './api-key.repo.ts'

/** Revokes every key of a user, in all organizations. The caller notifies `access` after the commit. */
export const endKeysOf = async (tx: Tx, userId: string, at: Date, origin: Origin | null): Promise<void> => {
  for (const { id, organizationId } of await revokeKeysOf(tx, userId, at)) {
    tx.emit('api_key.revoked', { organizationId, actorId: userId, origin, data: { apiKeyId: id, userId } })
  }
}
