import type { InvitationOffer, OwnOrganization } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, type Origin, orFail, systemScope } from '@pantheon/kernel'
import { hashSecret } from '../accounts/secrets.ts'
import { findMember, insertMember, memberIds } from '../members/members.repo.ts'
import type { AccessListener } from '../organizations/access-listener.port.ts'
import { type OrganizationRecord, toOrganization } from '../organizations/organization.ts'
import { lockOrganization } from '../organizations/organizations.repo.ts'
import type { Invitations } from '../organizations/organizations.types.ts'
import { requireRoomForRole } from '../organizations/ownership.ts'
import { roleKeyOf, roleNameOf } from '../roles/role.ts'
import { requireAddressee, requireOpen, type StoredInvitation, statusOf, toInvitation } from './invitation.ts'
import { findInvitationBySecret, findInvitee, hasAccount, organizationOf, saveEmailVerified, saveInvitationStatus } from './invitations.repo.ts'
import { isSenderAuthorized } from './unfounded.ts'

interface Question {
  invitation: StoredInvitation
  organization: OrganizationRecord
}

/** Accepts and declines invitations by link. The secret identifies the organization, so these queries use the system scope. */
export const createAnswers = ({
  db,
  clock,
  access,
  ownedLimit,
}: {
  db: Db
  clock: Clock
  access: AccessListener
  ownedLimit: number
}): Pick<Invitations, 'view' | 'accept' | 'decline'> => {
  const systemDb = db.as(systemScope)

  /** The invitation of a secret, read under its organization's lock: the second of two answers sees the first. */
  const lockQuestion = async (tx: Tx, token: string): Promise<Question> => {
    const secretHash = hashSecret(token)
    const { organizationId } = orFail(await findInvitationBySecret(tx, secretHash), 'invitation.not_found')
    const organization = orFail(await lockOrganization(tx, organizationId), 'invitation.not_found')
    if (organization.deletedAt !== null) fail('organization.deleted')
    return { organization, invitation: orFail(await findInvitationBySecret(tx, secretHash), 'invitation.not_found') }
  }

  return {
    view: async (token: string): Promise<InvitationOffer> => {
      const invitation = orFail(await findInvitationBySecret(systemDb, hashSecret(token)), 'invitation.not_found')
      const organization = orFail(await organizationOf(systemDb, invitation.organizationId), 'invitation.not_found')
      if (organization.deletedAt !== null) fail('organization.deleted')
      return {
        organizationName: organization.name,
        invitedByName: invitation.invitedBy.name,
        email: invitation.email,
        role: roleKeyOf(invitation),
        roleName: roleNameOf(invitation),
        status: statusOf(invitation, clock.now()),
        expiresAt: invitation.expiresAt.toISOString(),
        hasAccount: await hasAccount(systemDb, invitation.email),
      }
    },

    accept: async (actor: Actor, token: string): Promise<OwnOrganization> => {
      const joined = await systemDb.transaction(async (tx) => {
        const { invitation, organization } = await lockQuestion(tx, token)
        const person = orFail(await findInvitee(tx, actor.userId), 'auth.required')
        requireAddressee(invitation, person.email)
        const at = clock.now()
        requireOpen(invitation, at)
        // Usually revoked together with its sender's rights; checked again, because rights may change without this package being notified.
        if (!(await isSenderAuthorized(tx, invitation))) fail('invitation.wrong_state', { status: 'revoked' })
        if (await findMember(tx, organization.id, person.id)) fail('member.already')
        await requireRoomForRole(tx, null, invitation, { userId: person.id, actorId: person.id, limit: ownedLimit })
        await saveInvitationStatus(tx, invitation, 'accepted')
        await insertMember(tx, organization.id, person.id, invitation, at)
        const cause = { ...actorFields(actor), organizationId: organization.id }
        const [before, after] = [toInvitation(invitation, at), toInvitation({ ...invitation, status: 'accepted' }, at)]
        tx.emit('invitation.accepted', { ...cause, data: { invitationId: invitation.id, userId: person.id }, before, after })
        tx.emit('member.joined', { ...cause, data: { userId: person.id }, after: { role: after.role } })
        if (person.emailVerifiedAt === null) {
          await saveEmailVerified(tx, person.id, at)
          tx.emit('user.email_verified', { ...actorFields(actor), data: { userId: person.id } })
        }
        const members = (await memberIds(tx, organization.id)).length
        return { ...toOrganization(organization), role: after.role, roleName: after.roleName, isCurrent: false, members }
      })
      access.changed({ userId: actor.userId })
      return joined
    },

    decline: (token: string, { actor, origin }: { actor: Actor | null; origin: Origin }): Promise<void> =>
      systemDb.transaction(async (tx) => {
        const { invitation, organization } = await lockQuestion(tx, token)
        const at = clock.now()
        requireOpen(invitation, at)
        await saveInvitationStatus(tx, invitation, 'declined')
        const cause = { organizationId: organization.id, actorId: actor?.userId ?? null, origin }
        const [before, after] = [toInvitation(invitation, at), toInvitation({ ...invitation, status: 'declined' }, at)]
        tx.emit('invitation.declined', { ...cause, data: { invitationId: invitation.id }, before, after })
      }),
  }
}
