import type { CreateOrganization, Organization, OwnOrganization, RenameOrganization, TransferOwnership } from '@pantheon/contract'
import { type Actor, actorFields, fail, newId, orFail, systemScope } from '@pantheon/kernel'
import { revokeUnauthorizedInvitations } from '../invitations/unfounded.ts'
import { removeFromOrganization } from '../members/departure.ts'
import { requireOwnerLeft } from '../members/member.ts'
import { countOwners, findMember, saveMemberRole } from '../members/members.repo.ts'
import { builtIn, isOwner, roleKeyOf, roleNameOf } from '../roles/role.ts'
import { changeOrganization } from './change-organization.ts'
import { createDeletion, type OrganizationsDeps, type OrganizationsInternals } from './delete-organization.ts'
import { toOrganization, undoMs } from './organization.ts'
import { insertOrganization, listOwnOrganizations, type OwnRecord, saveOrganization } from './organizations.repo.ts'
import { requireNotTooManyMade, requireRoomForRole, requireRoomToOwn } from './ownership.ts'

const toOwn = (actor: Actor, row: OwnRecord): OwnOrganization => ({
  ...toOrganization(row),
  role: roleKeyOf(row),
  roleName: roleNameOf(row),
  isCurrent: row.id === actor.organizationId,
  members: row.members,
})

/** The organizations of a user, and changes of the current one. */
export const createOrganizations = ({ db, clock, access, ownedLimit, madeLimit }: OrganizationsDeps): OrganizationsInternals => ({
  list: async (actor: Actor): Promise<OwnOrganization[]> => {
    const undoFrom = new Date(clock.now().getTime() - undoMs)
    const own = (await listOwnOrganizations(db.as(systemScope), actor.userId, undoFrom)).map((row) => toOwn(actor, row))
    return actor.sessionId === undefined ? own.filter(({ isCurrent }) => isCurrent) : own
  },

  create: async (actor: Actor, { name }: CreateOrganization): Promise<OwnOrganization> => {
    const organization = { id: newId(clock.now()), name, version: 1, createdAt: clock.now(), deletedAt: null, purgedAt: null }
    await db.as(systemScope).transaction(async (tx) => {
      await requireRoomToOwn(tx, { userId: actor.userId, actorId: actor.userId, limit: ownedLimit })
      await insertOrganization(tx, organization, actor.userId)
      await requireNotTooManyMade(tx, actor.userId, madeLimit, clock.now())
      const organizationId = organization.id
      tx.emit('organization.created', { ...actorFields(actor), organizationId, data: { organizationId }, after: toOrganization(organization) })
    })
    access.changed({ userId: actor.userId })
    return toOwn(actor, { ...organization, ...builtIn('owner'), members: 1 })
  },

  rename: (asked: Actor, { name, version }: RenameOrganization): Promise<Organization> =>
    changeOrganization(db.as(asked.scope), asked, 'organization:manage', async (tx, actor, organization) => {
      const before = toOrganization(organization)
      if (organization.version !== version) fail('version.stale', { current: before })
      const renamed = { ...organization, name, version: version + 1 }
      await saveOrganization(tx, renamed)
      const after = toOrganization(renamed)
      tx.emit('organization.renamed', { ...actorFields(actor), data: { organizationId: organization.id }, before, after })
      return after
    }),

  leave: async (asked: Actor): Promise<void> => {
    const { organizationId, userId } = asked
    await changeOrganization(db.as(systemScope), asked, 'account:manage', async (tx, actor) => {
      const member = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      requireOwnerLeft(await countOwners(tx, organizationId), member, null)
      await removeFromOrganization(tx, actor, userId, clock.now())
      tx.emit('member.left', { ...actorFields(actor), data: { userId }, before: { role: roleKeyOf(member) } })
    })
    access.changed({ userId })
  },

  transfer: async (asked: Actor, { userId }: TransferOwnership): Promise<void> => {
    const { organizationId } = asked
    if (userId === asked.userId) fail('input.invalid', {}, [{ path: 'userId', message: 'Somebody else' }])
    await changeOrganization(db.as(systemScope), asked, 'organization:transfer', async (tx, actor) => {
      const newOwner = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      await requireRoomForRole(tx, newOwner, builtIn('owner'), { userId, actorId: actor.userId, limit: ownedLimit })
      const actingMember = await findMember(tx, organizationId, actor.userId)
      await saveMemberRole(tx, organizationId, userId, builtIn('owner'))
      // An operator of the platform may transfer an organization they do not own, and does not become its administrator.
      if (actingMember && isOwner(actingMember)) await saveMemberRole(tx, organizationId, actor.userId, builtIn('admin'))
      await revokeUnauthorizedInvitations(tx, actor, organizationId, clock.now())
      const before = { owner: actingMember && isOwner(actingMember) ? actor.userId : null, role: roleKeyOf(newOwner) }
      tx.emit('organization.transferred', { ...actorFields(actor), data: { organizationId, userId }, before, after: { owner: userId, role: 'owner' } })
    })
    access.changed({ organizationId })
  },

  ...createDeletion({ db, clock, access, ownedLimit, madeLimit }),
})
