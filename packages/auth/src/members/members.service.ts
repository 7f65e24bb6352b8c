import type { ChangeMemberRole, ListMembers, Member, Page } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, mintScope, orFail, pageByTime } from '@pantheon/kernel'
import { withdrawUnfounded } from '../invitations/unfounded.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { AccessNews } from '../organizations/society.port.ts'
import { requireAssignable, requireNotOutranked, roleKeyOf } from '../roles/role.ts'
import { findRoleByKey } from '../roles/roles.repo.ts'
import { depart } from './departure.ts'
import { requireOwnerLeft, toMember } from './member.ts'
import { countOwners, findMember, listMembers, saveMemberRole, teamsOf } from './members.repo.ts'

export interface MembersDeps {
  db: Db
  clock: Clock
  access: AccessNews
}

/** Who belongs to the actor's organization, and as what. */
export const createMembers = ({ db, clock, access }: MembersDeps) => ({
  /** Members with their teams, newest first. */
  list: async (actor: Actor, { search, ...page }: ListMembers): Promise<Page<Member>> => {
    const { organizationId } = actor
    const scoped = db.as(actor.scope)
    const rows = await pageByTime(
      page,
      async (window) => (await listMembers(scoped, organizationId, { search: search || undefined, ...window })).map((row) => ({ ...row, id: row.userId })),
      (row) => row,
    )
    const teams = await teamsOf(
      scoped,
      organizationId,
      rows.items.map(({ userId }) => userId),
    )
    return { ...rows, items: rows.items.map((row) => toMember(row, teams.get(row.userId) ?? [])) }
  },

  /**
   * Gives a member another role, at once. Fails with `member.outranks` when they hold more than the actor,
   * `role.permission_not_held` when the role does, and `auth.last_owner` when nobody would own the organization.
   */
  setRole: async (asked: Actor, { userId, role: key }: ChangeMemberRole): Promise<Member> => {
    const { organizationId } = asked
    const member = await changeOrganization(db.as(asked.scope), asked, 'member:manage', async (tx, actor) => {
      const target = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      const role = orFail(await findRoleByKey(tx, organizationId, key), 'role.not_found')
      requireNotOutranked(actor, target)
      requireAssignable(actor, role)
      requireOwnerLeft(await countOwners(tx, organizationId), target, role)
      await saveMemberRole(tx, organizationId, userId, role)
      await withdrawUnfounded(tx, actor, organizationId, clock.now())
      tx.emit('member.role_changed', { ...by(actor), data: { userId }, before: { role: roleKeyOf(target) }, after: { role: key } })
      const teams = await teamsOf(tx, organizationId, [userId])
      return toMember({ ...target, ...role }, teams.get(userId) ?? [])
    })
    access.changed({ userId, organizationId })
    return member
  },

  /** Takes somebody out, with their teams and keys. Fails with `member.outranks` or `auth.last_owner`. */
  remove: async (asked: Actor, userId: string): Promise<void> => {
    const { organizationId } = asked
    await changeOrganization(db.as(mintScope(null)), asked, 'member:manage', async (tx, actor) => {
      const target = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      requireNotOutranked(actor, target)
      requireOwnerLeft(await countOwners(tx, organizationId), target, null)
      await depart(tx, actor, userId, clock.now())
      tx.emit('member.removed', { ...by(actor), data: { userId }, before: { role: roleKeyOf(target) } })
    })
    access.changed({ userId })
  },
})
export type Members = ReturnType<typeof createMembers>
