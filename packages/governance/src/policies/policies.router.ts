import { CheckPolicy, CreatePolicy, Policy, PolicyCheck, PolicyList, PolicyRef, RemovePolicy, UpdatePolicy } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Policies } from '../governance.types.ts'

const tags = ['approvals']

/** Procedures for approval rules. */
export const createPoliciesRouter = (policies: Policies) =>
  router({
    list: allow('approval:read')
      .meta({ openapi: { method: 'GET', path: '/policies', summary: 'List the approval rules', tags, protect: true } })
      .input(z.void())
      .output(PolicyList)
      .query(({ ctx }) => policies.list(ctx.actor)),
    get: allow('approval:read')
      .meta({ openapi: { method: 'GET', path: '/policies/{id}', summary: 'Read an approval rule', tags, protect: true } })
      .input(PolicyRef)
      .output(Policy)
      .query(({ ctx, input }) => policies.get(ctx.actor, input)),
    create: allow('policy:manage')
      .meta({
        openapi: { method: 'POST', path: '/policies', summary: 'Create an approval rule', tags, protect: true },
        creates: '/policies/{id}',
        limitedBy: 'policy.too_many',
      })
      .input(CreatePolicy)
      .output(Policy)
      .mutation(({ ctx, input }) => policies.create(ctx.actor, input)),
    check: allow('policy:manage')
      .meta({ openapi: { method: 'POST', path: '/policies/check', summary: 'Check which stages have too few approvers', tags, protect: true } })
      .input(CheckPolicy)
      .output(PolicyCheck)
      .query(({ ctx, input }) => policies.check(ctx.actor, input)),
    update: allow('policy:manage')
      .meta({ openapi: { method: 'PUT', path: '/policies/{id}', summary: 'Update an approval rule', tags, protect: true } })
      .input(UpdatePolicy)
      .output(Policy)
      .mutation(({ ctx, input }) => policies.update(ctx.actor, input)),
    remove: allow('policy:manage')
      .meta({ openapi: { method: 'DELETE', path: '/policies/{id}', summary: 'Delete an approval rule', tags, protect: true } })
      .input(RemovePolicy)
      .output(PolicyRef)
      .mutation(({ ctx, input }) => policies.remove(ctx.actor, input)),
  })
