import type { CreateInvitation, Invitation } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, by, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import { hashSecret, newSecret } from '../accounts/secrets.ts'
import { invitationLetter } from '../mail/letters.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { AccessNews } from '../organizations/society.port.ts'
import { type HeldRole, requireAssignable, requireNotOutranked } from '../roles/role.ts'
import { findRoleByKey } from '../roles/roles.repo.ts'
import type { Throttle } from '../throttle/throttle.port.ts'
import { createAnswers } from './answer-invitation.ts'
import { invitationDays, requireOpen, type StoredInvitation, statusOf, toInvitation } from './invitation.ts'
import {
  countOpen,
  deleteInvitation,
  findInvitation,
  findInvitee,
  findPending,
  insertInvitation,
  isMember,
  listInvitations,
  saveInvitationStatus,
} from './invitations.repo.ts'

export interface InvitationsDeps {
  db: Db
  clock: Clock
  access: AccessNews
  mailbox: Pick<Mailbox, 'put'>
  throttle: Throttle
  /** Where people reach the site; the link in the mail begins with it. */
  publicUrl: string
}

/** So many invitations of an organization may wait for an answer: each is on the one page there is, to be seen and withdrawn. */
const openLimit = 500

/** Asking people into the actor's organization, by mail. */
export const createInvitations = ({ db, clock, access, mailbox, throttle, publicUrl }: InvitationsDeps) => {
  // Inviting and withdrawing over and over fills somebody's mailbox.
  const mailLimit = throttle.limiter({ name: 'invitation-mail', points: 10, windowSeconds: 3600, maxBlockSeconds: 3600 })
  /** One open invitation a person. One that nobody answered in time makes room for the next. */
  const makeRoom = async (tx: Tx, organizationId: string, email: string): Promise<void> => {
    if (await isMember(tx, organizationId, email)) fail('member.already')
    const pending = await findPending(tx, organizationId, email)
    if (pending && statusOf(pending, clock.now()) === 'pending') fail('invitation.exists')
    if (pending) await deleteInvitation(tx, pending)
  }

  const draft = async (tx: Tx, actor: Actor, email: string, role: HeldRole): Promise<StoredInvitation> => {
    const inviter = orFail(await findInvitee(tx, actor.userId), 'auth.required')
    const at = clock.now()
    return {
      id: newId(),
      organizationId: actor.organizationId,
      email,
      ...role,
      invitedBy: { id: inviter.id, name: inviter.name },
      status: 'pending',
      createdAt: at,
      expiresAt: new Date(at.getTime() + invitationDays * 86_400_000),
    }
  }

  return {
    /** Invitations newest first, answered ones too. */
    list: async (actor: Actor): Promise<Invitation[]> =>
      (await listInvitations(db.as(actor.scope), actor.organizationId, clock.now())).map((invitation) => toInvitation(invitation, clock.now())),

    /**
     * Invites an address; only the mail carries the secret. Fails with `role.permission_not_held` when the role holds
     * more than the actor, with `member.already`, `invitation.exists` and `invitation.too_many`.
     */
    create: async (asked: Actor, { email, role: key, locale }: CreateInvitation): Promise<Invitation> => {
      const wait = await mailLimit.take(hashSecret(`${asked.organizationId}\n${email}`))
      if (wait > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(wait / 1000) })
      const secret = newSecret()
      const url = `${publicUrl}/invitation?token=${secret}`
      return changeOrganization(db.as(asked.scope), asked, 'member:manage', async (tx, actor, organization) => {
        const role = orFail(await findRoleByKey(tx, organization.id, key), 'role.not_found')
        requireAssignable(actor, role)
        await makeRoom(tx, organization.id, email)
        if ((await countOpen(tx, organization.id, clock.now())) >= openLimit) fail('invitation.too_many', { limit: openLimit })
        const invitation = await draft(tx, actor, email, role)
        await insertInvitation(tx, invitation, hashSecret(secret))
        const facts = { organizationName: organization.name, inviterName: invitation.invitedBy.name, url, days: invitationDays }
        await mailbox.put(tx, email, invitationLetter(locale, facts))
        const sent = toInvitation(invitation, clock.now())
        tx.emit('invitation.sent', { ...by(actor), data: { invitationId: invitation.id }, after: sent })
        return sent
      })
    },

    /** Withdraws an invitation nobody has answered. Fails with `member.outranks` when its role holds more than the actor. */
    revoke: (asked: Actor, id: string): Promise<Invitation> =>
      changeOrganization(db.as(asked.scope), asked, 'member:manage', async (tx, actor, { id: organizationId }) => {
        const invitation = orFail(await findInvitation(tx, organizationId, id), 'invitation.not_found')
        requireNotOutranked(actor, invitation)
        requireOpen(invitation, clock.now())
        await saveInvitationStatus(tx, invitation, 'revoked')
        const [before, after] = [toInvitation(invitation, clock.now()), toInvitation({ ...invitation, status: 'revoked' }, clock.now())]
        tx.emit('invitation.revoked', { ...by(actor), data: { invitationId: id }, before, after })
        return after
      }),

    ...createAnswers({ db, clock, access }),
  }
}
export type Invitations = ReturnType<typeof createInvitations>
