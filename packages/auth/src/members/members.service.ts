import type { ChangeMemberRole, ListMembers, Member, Page } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, actorFields, type Clock, orFail, pageByTime, systemScope } from '@pantheon/kernel'
import { revokeUnauthorizedInvitations } from '../invitations/unfounded.ts'
import type { AccessListener } from '../organizations/access-listener.port.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { Members } from '../organizations/organizations.types.ts'
import { requireRoomForRole } from '../organizations/ownership.ts'
import { requireAssignable, requireNotOutranked, roleKeyOf } from '../roles/role.ts'
import { findRoleByKey } from '../roles/roles.repo.ts'
import { removeFromOrganization } from './departure.ts'
import { requireOwnerLeft, toMember } from './member.ts'
import { countOwners, findMember, listMembers, saveMemberRole, teamsOf } from './members.repo.ts'

export interface MembersDeps {
  db: Db
  clock: Clock
  access: AccessListener
  /** Maximum number of organizations that a user may own. */
  ownedLimit: number
}

/** The members of the actor's organization and their roles. */
export const createMembers = ({ db, clock, access, ownedLimit }: MembersDeps): Members => ({
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

  setRole: async (asked: Actor, { userId, role: key }: ChangeMemberRole): Promise<Member> => {
    const { organizationId } = asked
    const member = await changeOrganization(db.as(systemScope), asked, 'member:manage', async (tx, actor) => {
      const target = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      const role = orFail(await findRoleByKey(tx, organizationId, key), 'role.not_found')
      requireNotOutranked(actor, target)
      requireAssignable(actor, role)
      requireOwnerLeft(await countOwners(tx, organizationId), target, role)
      await requireRoomForRole(tx, target, role, { userId, actorId: actor.userId, limit: ownedLimit })
      await saveMemberRole(tx, organizationId, userId, role)
      await revokeUnauthorizedInvitations(tx, actor, organizationId, clock.now())
      tx.emit('member.role_changed', { ...actorFields(actor), data: { userId }, before: { role: roleKeyOf(target) }, after: { role: key } })
      const teams = await teamsOf(tx, organizationId, [userId])
      return toMember({ ...target, ...role }, teams.get(userId) ?? [])
    })
    access.changed({ userId, organizationId })
    return member
  },

  remove: async (asked: Actor, userId: string): Promise<void> => {
    const { organizationId } = asked
    await changeOrganization(db.as(systemScope), asked, 'member:manage', async (tx, actor) => {
      const target = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      requireNotOutranked(actor, target)
      requireOwnerLeft(await countOwners(tx, organizationId), target, null)
      await removeFromOrganization(tx, actor, userId, clock.now())
      tx.emit('member.removed', { ...actorFields(actor), data: { userId }, before: { role: roleKeyOf(target) } })
    })
    access.changed({ userId })
  },
})
