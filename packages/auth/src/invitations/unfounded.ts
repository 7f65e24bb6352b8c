import type { Tx } from '@pantheon/db'
import { type Actor, actorFields } from '@pantheon/kernel'
import { findMember } from '../members/members.repo.ts'
import { mayInviteAs, permissionsHeld } from '../roles/role.ts'
import { type StoredInvitation, statusOf, toInvitation } from './invitation.ts'
import { listPending, saveInvitationStatus } from './invitations.repo.ts'

/** Whether the sender could still send it today: an invitation grants no more than its sender may grant. */
export const isSenderAuthorized = async (tx: Tx, invitation: StoredInvitation): Promise<boolean> => {
  const sender = await findMember(tx, invitation.organizationId, invitation.invitedBy.id)
  return sender !== undefined && mayInviteAs(new Set(permissionsHeld(sender, sender.platformRole)), invitation)
}

/**
 * Revokes every open invitation that its sender could no longer send. Called after a change of members' rights, in the same
 * transaction and under the organization's lock.
 */
export const revokeUnauthorizedInvitations = async (tx: Tx, cause: Actor, organizationId: string, at: Date): Promise<void> => {
  for (const invitation of await listPending(tx, organizationId)) {
    if (statusOf(invitation, at) !== 'pending' || (await isSenderAuthorized(tx, invitation))) continue
    await saveInvitationStatus(tx, invitation, 'revoked')
    const [before, after] = [toInvitation(invitation, at), toInvitation({ ...invitation, status: 'revoked' }, at)]
    tx.emit('invitation.revoked', { ...actorFields(cause), organizationId, data: { invitationId: invitation.id }, before, after })
  }
}
