import type { CreateOrganization, Organization, OwnOrganization, RenameOrganization, TransferOwnership } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, fail, mintScope, newId, orFail } from '@pantheon/kernel'
import { withdrawUnfounded } from '../invitations/unfounded.ts'
import { depart } from '../members/departure.ts'
import { requireOwnerLeft } from '../members/member.ts'
import { countOwners, findMember, saveMemberRole } from '../members/members.repo.ts'
import { builtIn, isOwner, roleKeyOf, roleNameOf } from '../roles/role.ts'
import { changeOrganization } from './change-organization.ts'
import { createDeletion } from './delete-organization.ts'
import { toOrganization, undoMs } from './organization.ts'
import { insertOrganization, listOwnOrganizations, type OwnRecord, saveOrganization } from './organizations.repo.ts'
import type { AccessNews } from './society.port.ts'

export interface OrganizationsDeps {
  db: Db
  clock: Clock
  access: AccessNews
}

const toOwn = (actor: Actor, row: OwnRecord): OwnOrganization => ({
  ...toOrganization(row),
  role: roleKeyOf(row),
  roleName: roleNameOf(row),
  isCurrent: row.id === actor.organizationId,
  members: row.members,
})

/** The organizations of a person, and what happens to the one they act in. */
export const createOrganizations = ({ db, clock, access }: OrganizationsDeps) => ({
  /** The actor's own organizations: those that live, and deleted ones they can still restore. A key knows of the one it acts in. */
  list: async (actor: Actor): Promise<OwnOrganization[]> => {
    const undoFrom = new Date(clock.now().getTime() - undoMs)
    const own = (await listOwnOrganizations(db.as(mintScope(null)), actor.userId, undoFrom)).map((row) => toOwn(actor, row))
    return actor.sessionId === undefined ? own.filter(({ isCurrent }) => isCurrent) : own
  },

  /** Makes an organization that the actor owns; they stay where they are until they switch. */
  create: async (actor: Actor, { name }: CreateOrganization): Promise<OwnOrganization> => {
    const organization = { id: newId(), name, version: 1, createdAt: clock.now(), deletedAt: null, purgedAt: null }
    await db.as(mintScope(null)).transaction(async (tx) => {
      await insertOrganization(tx, organization, actor.userId)
      const organizationId = organization.id
      tx.emit('organization.created', { ...by(actor), organizationId, data: { organizationId }, after: toOrganization(organization) })
    })
    access.changed({ userId: actor.userId })
    return toOwn(actor, { ...organization, ...builtIn('owner'), members: 1 })
  },

  /** Renames the actor's organization. Fails with `version.stale` and the current state when someone was faster. */
  rename: (asked: Actor, { name, version }: RenameOrganization): Promise<Organization> =>
    changeOrganization(db.as(asked.scope), asked, 'organization:manage', async (tx, actor, organization) => {
      const before = toOrganization(organization)
      if (organization.version !== version) fail('version.stale', { current: before })
      const renamed = { ...organization, name, version: version + 1 }
      await saveOrganization(tx, renamed)
      const after = toOrganization(renamed)
      tx.emit('organization.renamed', { ...by(actor), data: { organizationId: organization.id }, before, after })
      return after
    }),

  /** Takes the actor out. The last owner cannot leave (`auth.last_owner`); whoever leaves their only organization gets a personal one. */
  leave: async (asked: Actor): Promise<void> => {
    const { organizationId, userId } = asked
    await changeOrganization(db.as(mintScope(null)), asked, 'account:manage', async (tx, actor) => {
      const member = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      requireOwnerLeft(await countOwners(tx, organizationId), member, null)
      await depart(tx, actor, userId, clock.now())
      tx.emit('member.left', { ...by(actor), data: { userId }, before: { role: roleKeyOf(member) } })
    })
    access.changed({ userId })
  },

  /** Makes another member an owner and the actor an administrator, in one step. */
  transfer: async (asked: Actor, { userId }: TransferOwnership): Promise<void> => {
    const { organizationId } = asked
    if (userId === asked.userId) fail('input.invalid', {}, [{ path: 'userId', message: 'Somebody else' }])
    await changeOrganization(db.as(asked.scope), asked, 'organization:transfer', async (tx, actor) => {
      const heir = orFail(await findMember(tx, organizationId, userId), 'member.not_found')
      const giver = await findMember(tx, organizationId, actor.userId)
      await saveMemberRole(tx, organizationId, userId, builtIn('owner'))
      // An operator of the platform may hand over what they do not own; that is no reason to make them its administrator.
      if (giver && isOwner(giver)) await saveMemberRole(tx, organizationId, actor.userId, builtIn('admin'))
      await withdrawUnfounded(tx, actor, organizationId, clock.now())
      const before = { owner: giver && isOwner(giver) ? actor.userId : null, role: roleKeyOf(heir) }
      tx.emit('organization.transferred', { ...by(actor), data: { organizationId, userId }, before, after: { owner: userId, role: 'owner' } })
    })
    access.changed({ organizationId })
  },

  ...createDeletion({ db, clock, access }),
})
export type Organizations = ReturnType<typeof createOrganizations>
