import type { Tx } from '@pantheon/db'
import { type Actor, fail, orFail } from '@pantheon/kernel'
import { findSessionOwner } from '../sessions/session.repo.ts'
import { lockUser, type UserRow } from './account.repo.ts'

/**
 * The actor's row, held still until the transaction ends. What was checked before it began may be over by now: somebody
 * got back into their account and ended every session while a thief's request was under way. Fails with `auth.required`
 * when the person or the session is gone, and with `ifChanged` when the password is not the one that was checked.
 */
export const lockActor = async (tx: Tx, actor: Actor, checked: Pick<UserRow, 'passwordHash'>, ifChanged: () => never): Promise<UserRow> => {
  const user = orFail(await lockUser(tx, actor.userId), 'auth.required')
  if (actor.sessionId !== undefined && (await findSessionOwner(tx, actor.sessionId)) !== actor.userId) fail('auth.required')
  return user.passwordHash === checked.passwordHash ? user : ifChanged()
}
