import { ChangeMemberRole, Done, ListMembers, Member, MemberPage, MemberRef } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Members } from '../organizations/organizations.types.ts'

const tags = ['organizations']

/** Procedures for members. */
export const createMembersRouter = (members: Members) =>
  router({
    list: allow('member:read')
      .meta({ openapi: { method: 'GET', path: '/members', summary: 'List members and their teams', tags, protect: true } })
      .input(ListMembers)
      .output(MemberPage)
      .query(({ ctx, input }) => members.list(ctx.actor, input)),
    setRole: allow('member:manage')
      .meta({ openapi: { method: 'PATCH', path: '/members/{userId}', summary: 'Change the role of a member', tags, protect: true } })
      .input(ChangeMemberRole)
      .output(Member)
      .mutation(({ ctx, input }) => members.setRole(ctx.actor, input)),
    remove: allow('member:manage')
      .meta({ openapi: { method: 'DELETE', path: '/members/{userId}', summary: 'Remove a member', tags, protect: true } })
      .input(MemberRef)
      .output(Done)
      .mutation(async ({ ctx, input }) => {
        await members.remove(ctx.actor, input.userId)
        return { ok: true as const }
      }),
  })
