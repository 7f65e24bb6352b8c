import { type CreateInvitation, type Invitation, LongPageRequest, type Page, type PageRequest } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, orFail, pageByTime, systemScope } from '@pantheon/kernel'
import { hashSecret, newSecret } from '../accounts/secrets.ts'
import { invitationEmail } from '../mail/emails.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import type { AccessListener } from '../organizations/access-listener.port.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { Invitations } from '../organizations/organizations.types.ts'
import { type HeldRole, requireAssignable, requireNotOutranked } from '../roles/role.ts'
import { findRoleByKey } from '../roles/roles.repo.ts'
import type { Throttle } from '../throttle/throttle.port.ts'
import { createAnswers } from './answer-invitation.ts'
import { invitationDays, requireOpen, type StoredInvitation, statusOf, toInvitation } from './invitation.ts'
import { createInvitationLimits, type InvitationLimits } from './invitation-limits.ts'
import {
  countOpen,
  deleteInvitation,
  findInvitation,
  findInvitee,
  findPending,
  insertInvitation,
  isMember,
  listClosed,
  listOpen,
  saveInvitationStatus,
} from './invitations.repo.ts'

export interface InvitationsDeps {
  db: Db
  clock: Clock
  access: AccessListener
  mailbox: Pick<Mailbox, 'put'>
  mailLimits: Pick<MailLimits, 'requireInvitation'>
  throttle: Throttle
  /** Base URL of the site, for the link in the mail. */
  publicUrl: string
  limits: { ownedOrganizations: number; invitations: InvitationLimits }
}

/** Maximum number of open invitations of an organization: all of them fit on the first page, where they can be revoked. */
const openLimit = 500

/** Invites people to the actor's organization, by mail. */
export const createInvitations = ({ db, clock, access, mailbox, mailLimits, throttle, publicUrl, limits }: InvitationsDeps): Invitations => {
  // Limits repeated inviting and revoking, which would flood a mailbox.
  const mailLimit = throttle.limiter({ name: 'invitation-mail', points: 10, windowSeconds: 3600, maxBlockSeconds: 3600 })
  const dailyLimits = createInvitationLimits(limits.invitations, throttle)
  /** Allows one open invitation per address; an expired one is replaced. */
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
      id: newId(clock.now()),
      organizationId: actor.organizationId,
      email,
      ...role,
      invitedBy: { id: inviter.id, name: inviter.name },
      status: 'pending',
      createdAt: at,
      expiresAt: new Date(at.getTime() + invitationDays * 86_400_000),
    }
  }

  const send = async (asked: Actor, { email, role: key, locale }: CreateInvitation): Promise<Invitation> => {
    const wait = await mailLimit.take(hashSecret(`${asked.organizationId}\n${email}`))
    if (wait > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(wait / 1000) })
    await mailLimits.requireInvitation(email)
    const secret = newSecret()
    const url = `${publicUrl}/invitation?token=${secret}`
    // Invitations that the user sent in other organizations count too, hence the system scope.
    return changeOrganization(db.as(systemScope), asked, 'member:manage', async (tx, actor, organization) => {
      const role = orFail(await findRoleByKey(tx, organization.id, key), 'role.not_found')
      requireAssignable(actor, role)
      await makeRoom(tx, organization.id, email)
      await dailyLimits.require(tx, actor, clock.now())
      if ((await countOpen(tx, organization.id, clock.now())) >= openLimit) fail('invitation.too_many', { limit: openLimit })
      const invitation = await draft(tx, actor, email, role)
      await insertInvitation(tx, invitation, hashSecret(secret))
      const facts = { organizationName: organization.name, inviterName: invitation.invitedBy.name, url, days: invitationDays }
      await mailbox.put(tx, email, invitationEmail(locale, facts))
      const sent = toInvitation(invitation, clock.now())
      tx.emit('invitation.sent', { ...actorFields(actor), data: { invitationId: invitation.id }, after: sent })
      return sent
    })
  }

  return {
    list: async ({ scope, organizationId }: Actor, request: PageRequest = LongPageRequest.parse({})): Promise<Page<Invitation>> => {
      const [mine, now] = [db.as(scope), clock.now()]
      const toWire = (invitation: StoredInvitation) => toInvitation(invitation, now)
      const over = await pageByTime(request, (window) => listClosed(mine, organizationId, now, window), toWire)
      const open = request.cursor === undefined ? (await listOpen(mine, organizationId, now)).map(toWire) : []
      const items = [...open, ...over.items].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || (a.id < b.id ? 1 : -1))
      return { ...over, items }
    },

    create: async (asked: Actor, input: CreateInvitation): Promise<Invitation> => {
      const { emailVerifiedAt } = orFail(await findInvitee(db, asked.userId), 'auth.required')
      if (emailVerifiedAt === null) fail('auth.email_unverified')
      return dailyLimits.fromAddress(asked, () => send(asked, input))
    },

    revoke: (asked: Actor, id: string): Promise<Invitation> =>
      changeOrganization(db.as(asked.scope), asked, 'member:manage', async (tx, actor, { id: organizationId }) => {
        const invitation = orFail(await findInvitation(tx, organizationId, id), 'invitation.not_found')
        requireNotOutranked(actor, invitation)
        requireOpen(invitation, clock.now())
        await saveInvitationStatus(tx, invitation, 'revoked')
        const [before, after] = [toInvitation(invitation, clock.now()), toInvitation({ ...invitation, status: 'revoked' }, clock.now())]
        tx.emit('invitation.revoked', { ...actorFields(actor), data: { invitationId: id }, before, after })
        return after
      }),

    ...createAnswers({ db, clock, access, ownedLimit: limits.ownedOrganizations }),
  }
}
