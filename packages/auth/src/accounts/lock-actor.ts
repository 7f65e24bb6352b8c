import type { Tx } from '@pantheon/db'
import { type Actor, fail, orFail } from '@pantheon/kernel'
import { findSessionOwner } from '../sessions/session.repo.ts'
import { lockUser, type UserRow } from './account.repo.ts'

/**
 * The actor's row, locked until the transaction ends. Checks made before the transaction may be outdated: the owner may have
 * reset the password and ended every session while an attacker's request was in flight. Fails with `auth.required` when the
 * account or the session is gone, and calls `ifChanged` when the password is not the one that was checked.
 */
export const lockActor = async (tx: Tx, actor: Actor, checked: Pick<UserRow, 'passwordHash'>, ifChanged: () => never): Promise<UserRow> => {
  const user = orFail(await lockUser(tx, actor.userId), 'auth.required')
  if (actor.sessionId !== undefined && (await findSessionOwner(tx, actor.sessionId)) !== actor.userId) fail('auth.required')
  return user.passwordHash === checked.passwordHash ? user : ifChanged()
}
