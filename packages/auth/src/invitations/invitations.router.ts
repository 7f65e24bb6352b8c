import {
  CreateInvitation,
  Done,
  Invitation,
  InvitationOffer,
  InvitationPage,
  InvitationRef,
  InvitationToken,
  ListInvitations,
  OwnOrganization,
} from '@pantheon/contract'
import { allow, open, router } from '@pantheon/rpc'
import type { Invitations } from '../organizations/organizations.types.ts'

const tags = ['organizations']

/** Procedures for invitations. The secret of a link is sent in bodies only, because URLs end up in logs. */
export const createInvitationsRouter = (invitations: Invitations) =>
  router({
    list: allow('member:manage')
      .meta({ openapi: { method: 'GET', path: '/invitations', summary: 'List invitations', tags, protect: true } })
      .input(ListInvitations)
      .output(InvitationPage)
      .query(({ ctx, input }) => invitations.list(ctx.actor, input)),
    create: allow('member:manage')
      .meta({
        openapi: { method: 'POST', path: '/invitations', summary: 'Invite a member by mail', tags, protect: true },
        creates: '/invitations',
        limitedBy: 'invitation.too_many_today',
      })
      .input(CreateInvitation)
      .output(Invitation)
      .mutation(({ ctx, input }) => invitations.create(ctx.actor, input)),
    revoke: allow('member:manage')
      .meta({ openapi: { method: 'DELETE', path: '/invitations/{id}', summary: 'Revoke an invitation', tags, protect: true } })
      .input(InvitationRef)
      .output(Invitation)
      .mutation(({ ctx, input }) => invitations.revoke(ctx.actor, input.id)),
    view: open
      .meta({ openapi: { method: 'POST', path: '/invitations/view', summary: 'Read an invitation by its secret', tags } })
      .input(InvitationToken)
      .output(InvitationOffer)
      .mutation(({ input }) => invitations.view(input.token)),
    accept: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/invitations/accept', summary: 'Accept an invitation', tags, protect: true } })
      .input(InvitationToken)
      .output(OwnOrganization)
      .mutation(({ ctx, input }) => invitations.accept(ctx.actor, input.token)),
    decline: open
      .meta({ openapi: { method: 'POST', path: '/invitations/decline', summary: 'Decline an invitation', tags } })
      .input(InvitationToken)
      .output(Done)
      .mutation(async ({ ctx, input }) => {
        await invitations.decline(input.token, { actor: await ctx.actor(), origin: ctx.origin })
        return { ok: true as const }
      }),
  })
