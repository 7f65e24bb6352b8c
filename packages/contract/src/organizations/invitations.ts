import { z } from 'zod'
import { Email } from '../auth/email.ts'
import { Credential } from '../plain-text.ts'
import { Id, Instant, Locale, LongPageRequest, pageOf } from '../primitives.ts'
import { RoleKey } from './organizations.ts'

export const invitationStatuses = ['pending', 'accepted', 'declined', 'revoked', 'expired'] as const

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: RoleKey,
    roleName: z.string(),
    status: z.enum(invitationStatuses),
    invitedBy: z.object({ id: Id, name: z.string() }),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>
/** The first page contains all open invitations; the limit counts the closed ones. */
export const InvitationPage = pageOf(Invitation)
export const ListInvitations = LongPageRequest.optional()
export const CreateInvitation = z.object({ email: Email, role: RoleKey, locale: Locale.default('en') })
export type CreateInvitation = z.infer<typeof CreateInvitation>
export const InvitationRef = z.object({ id: Id })
export type InvitationRef = z.infer<typeof InvitationRef>
/** The secret in the link of the mail. */
export const InvitationToken = z.object({ token: Credential })
export type InvitationToken = z.infer<typeof InvitationToken>

/** What the recipient sees before they accept or decline. */
export const InvitationOffer = z
  .object({
    organizationName: z.string(),
    invitedByName: z.string(),
    email: z.string(),
    role: RoleKey,
    roleName: z.string(),
    status: z.enum(invitationStatuses),
    expiresAt: Instant,
    /** True when this e-mail has an account, which then signs in instead of signing up. */
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitationOffer' })
export type InvitationOffer = z.infer<typeof InvitationOffer>
