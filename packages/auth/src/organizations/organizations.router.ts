import {
  Account,
  CreateOrganization,
  DeleteOrganization,
  Done,
  Organization,
  OrganizationList,
  OrganizationRef,
  OwnOrganization,
  RenameOrganization,
  TransferOwnership,
} from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import { createInvitationsRouter } from '../invitations/invitations.router.ts'
import { createMembersRouter } from '../members/members.router.ts'
import { createRolesRouter } from '../roles/roles.router.ts'
import { createTeamsRouter } from '../teams/teams.router.ts'
import type { OrganizationServices } from './organizations.types.ts'

const tags = ['organizations']

/** Procedures for organizations. Without an organization in the input, they act on the caller's current one. */
export const createOrganizationsRouter = ({ organizations, members, invitations, teams, roles, accounts }: OrganizationServices) =>
  router({
    list: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/organizations', summary: 'List the organizations one belongs to', tags, protect: true } })
      .input(z.void())
      .output(OrganizationList)
      .query(async ({ ctx }) => ({ items: await organizations.list(ctx.actor) })),
    create: allow('account:manage')
      .meta({
        openapi: { method: 'POST', path: '/organizations', summary: 'Create an organization', tags, protect: true },
        creates: '/organizations',
        limitedBy: 'organization.too_many_today',
      })
      .input(CreateOrganization)
      .output(OwnOrganization)
      .mutation(({ ctx, input }) => organizations.create(ctx.actor, input)),
    switch: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/organizations/{id}/switch', summary: 'Switch to another organization', tags, protect: true } })
      .input(OrganizationRef)
      .output(Account)
      .mutation(({ ctx, input }) => accounts.switchTo(ctx.actor, input)),
    rename: allow('organization:manage')
      .meta({ openapi: { method: 'PATCH', path: '/organization', summary: 'Rename the organization', tags, protect: true } })
      .input(RenameOrganization)
      .output(Organization)
      .mutation(({ ctx, input }) => organizations.rename(ctx.actor, input)),
    leave: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/organization/leave', summary: 'Leave the organization', tags, protect: true } })
      .input(z.void())
      .output(Done)
      .mutation(async ({ ctx }) => {
        await organizations.leave(ctx.actor)
        return { ok: true as const }
      }),
    transfer: allow('organization:transfer')
      .meta({ openapi: { method: 'POST', path: '/organization/transfer', summary: 'Transfer the organization to another member', tags, protect: true } })
      .input(TransferOwnership)
      .output(Done)
      .mutation(async ({ ctx, input }) => {
        await organizations.transfer(ctx.actor, input)
        return { ok: true as const }
      }),
    delete: allow('organization:delete')
      .meta({ openapi: { method: 'POST', path: '/organization/delete', summary: 'Delete the organization; 30 days to undo', tags, protect: true } })
      .input(DeleteOrganization)
      .output(Organization)
      .mutation(({ ctx, input }) => organizations.remove(ctx.actor, input)),
    restore: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/organizations/{id}/restore', summary: 'Restore a deleted organization', tags, protect: true } })
      .input(OrganizationRef)
      .output(Organization)
      .mutation(({ ctx, input }) => organizations.restore(ctx.actor, input.id)),
    members: createMembersRouter(members),
    invitations: createInvitationsRouter(invitations),
    teams: createTeamsRouter(teams),
    roles: createRolesRouter(roles),
  })
