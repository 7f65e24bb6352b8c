import type { Invitation } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { type HeldRole, roleKeyOf, roleNameOf } from '../roles/role.ts'

/** How long an invitation can be accepted. */
export const invitationDays = 7

/** An invitation as stored, with the offered role. */
export interface StoredInvitation extends HeldRole {
  id: string
  organizationId: string
  email: string
  invitedBy: { id: string; name: string }
  status: 'pending' | 'accepted' | 'declined' | 'revoked'
  createdAt: Date
  expiresAt: Date
}

/** The status of an invitation at `at`. */
export const statusOf = ({ status, expiresAt }: Pick<StoredInvitation, 'status' | 'expiresAt'>, at: Date): Invitation['status'] =>
  status === 'pending' && expiresAt <= at ? 'expired' : status

/** Fails with `invitation.wrong_state` unless it can still be answered. */
export const requireOpen = (invitation: StoredInvitation, at: Date): void => {
  const status = statusOf(invitation, at)
  if (status !== 'pending') fail('invitation.wrong_state', { status })
}

/** Fails with `invitation.other_person` unless it was sent to this account's e-mail. */
export const requireAddressee = (invitation: StoredInvitation, email: string): void => {
  if (invitation.email.toLowerCase() !== email.toLowerCase()) fail('invitation.other_person')
}

/** Converts an invitation to its wire format. */
export const toInvitation = (invitation: StoredInvitation, at: Date): Invitation => ({
  id: invitation.id,
  email: invitation.email,
  role: roleKeyOf(invitation),
  roleName: roleNameOf(invitation),
  status: statusOf(invitation, at),
  invitedBy: invitation.invitedBy,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
})
