import { CreateRole, Done, Role, RoleList, RoleRef, UpdateRole } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Roles } from '../organizations/organizations.types.ts'

const tags = ['organizations']

/** Procedures for roles. */
export const createRolesRouter = (roles: Roles) =>
  router({
    list: allow('member:read')
      .meta({ openapi: { method: 'GET', path: '/roles', summary: 'List the built-in and the own roles', tags, protect: true } })
      .input(z.void())
      .output(RoleList)
      .query(async ({ ctx }) => ({ items: await roles.list(ctx.actor) })),
    create: allow('role:manage')
      .meta({ openapi: { method: 'POST', path: '/roles', summary: 'Create a role', tags, protect: true }, creates: '/roles', limitedBy: 'role.too_many' })
      .input(CreateRole)
      .output(Role)
      .mutation(({ ctx, input }) => roles.create(ctx.actor, input)),
    update: allow('role:manage')
      .meta({ openapi: { method: 'PUT', path: '/roles/{id}', summary: 'Update a role; it applies at once', tags, protect: true } })
      .input(UpdateRole)
      .output(Role)
      .mutation(({ ctx, input }) => roles.update(ctx.actor, input)),
    delete: allow('role:manage')
      .meta({ openapi: { method: 'DELETE', path: '/roles/{id}', summary: 'Delete a role that no member has', tags, protect: true } })
      .input(RoleRef)
      .output(Done)
      .mutation(async ({ ctx, input }) => {
        await roles.remove(ctx.actor, input.id)
        return { ok: true as const }
      }),
  })
