import { compositeStateOf, type JobSchemas, jobSchemas as productJobs, WatchRequest } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import type { StateServices } from './state.types.ts'

/** The procedures of the composite state. `watch` runs over `/ws`. */
export const createStateRouter = ({ state, jobSchemas = productJobs }: StateServices & { jobSchemas?: JobSchemas }) =>
  router({
    snapshot: allow('state:read')
      .meta({ openapi: { method: 'GET', path: '/state', summary: 'Read the composite state', tags: ['state'], protect: true } })
      .input(z.void())
      .output(compositeStateOf(jobSchemas.job))
      .query(({ ctx }) => state.snapshot(ctx.actor)),
    watch: allow('state:read')
      .input(WatchRequest)
      .subscription(async function* ({ ctx, input, signal }) {
        const never = new AbortController().signal
        for await (const [id, message] of state.watch(ctx.actor, input?.lastEventId, signal ?? never)) yield tracked(id, message)
      }),
  })
