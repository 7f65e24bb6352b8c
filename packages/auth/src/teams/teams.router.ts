import { CreateTeam, Done, RenameTeam, Team, TeamList, TeamMemberRef, TeamRef } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Teams } from '../organizations/organizations.types.ts'

const tags = ['organizations']

/** Procedures for teams. */
export const createTeamsRouter = (teams: Teams) =>
  router({
    list: allow('member:read')
      .meta({ openapi: { method: 'GET', path: '/teams', summary: 'List teams and who is in them', tags, protect: true } })
      .input(z.void())
      .output(TeamList)
      .query(async ({ ctx }) => ({ items: await teams.list(ctx.actor) })),
    create: allow('team:manage')
      .meta({ openapi: { method: 'POST', path: '/teams', summary: 'Create a team', tags, protect: true }, creates: '/teams', limitedBy: 'team.too_many' })
      .input(CreateTeam)
      .output(Team)
      .mutation(({ ctx, input }) => teams.create(ctx.actor, input)),
    rename: allow('team:manage')
      .meta({ openapi: { method: 'PATCH', path: '/teams/{id}', summary: 'Rename a team', tags, protect: true } })
      .input(RenameTeam)
      .output(Team)
      .mutation(({ ctx, input }) => teams.rename(ctx.actor, input)),
    delete: allow('team:manage')
      .meta({ openapi: { method: 'DELETE', path: '/teams/{id}', summary: 'Delete a team', tags, protect: true } })
      .input(TeamRef)
      .output(Done)
      .mutation(async ({ ctx, input }) => {
        await teams.remove(ctx.actor, input.id)
        return { ok: true as const }
      }),
    addMember: allow('team:manage')
      .meta({ openapi: { method: 'PUT', path: '/teams/{id}/members/{userId}', summary: 'Add a member to a team', tags, protect: true } })
      .input(TeamMemberRef)
      .output(Team)
      .mutation(({ ctx, input }) => teams.addMember(ctx.actor, input)),
    removeMember: allow('team:manage')
      .meta({ openapi: { method: 'DELETE', path: '/teams/{id}/members/{userId}', summary: 'Remove a member from a team', tags, protect: true } })
      .input(TeamMemberRef)
      .output(Team)
      .mutation(({ ctx, input }) => teams.removeMember(ctx.actor, input)),
  })
