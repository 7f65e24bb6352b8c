import { permissions } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, mintScope } from '@pantheon/kernel'
import { findUser } from '../accounts/account.repo.ts'
import { findMember } from '../members/members.repo.ts'
import { builtIn, permissionsHeld, roleKeyOf } from '../roles/role.ts'

/**
 * The actor for a user without a session in the organization, for example for an answer from a chat: with exactly the rights
 * that a session there would have. Null when the user is neither a member nor an operator.
 */
export const createMemberActors =
  ({ db }: { db: Db }) =>
  async (userId: string, organizationId: string): Promise<Actor | null> => {
    const user = await findUser(db, userId)
    if (!user) return null
    const isOperator = user.role === 'admin'
    const member = await findMember(db.as(mintScope(organizationId)), organizationId, userId)
    if (!member && !isOperator) return null
    const role = member ?? builtIn('viewer')
    const held = permissionsHeld(role, user.role)
    return {
      kind: 'user',
      userId,
      organizationId,
      role: roleKeyOf(role),
      platformRole: user.role,
      permissions: new Set(permissions.filter((permission) => held.includes(permission))),
      scope: mintScope(isOperator ? null : organizationId),
    }
  }
