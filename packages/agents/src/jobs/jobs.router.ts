import { JobRef, type JobSchemas, ListJobs } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Jobs } from '../agents.types.ts'

const tags = ['ai']

/** Procedures for jobs. `schemas` are those of the available job types. */
export const createJobsRouter = (jobs: Jobs, schemas: JobSchemas) =>
  router({
    generate: allow('order:place')
      .meta({
        openapi: { method: 'POST', path: '/ai/generate', summary: 'Start a job without an order', tags, protect: true },
        creates: '/ai/jobs/{id}',
        limitedBy: 'ai.too_often',
        limit: 'generation',
      })
      .input(schemas.generate)
      .output(schemas.job)
      .mutation(({ ctx, input }) => jobs.generate(ctx.actor, input)),
    list: allow('job:read')
      .meta({ openapi: { method: 'GET', path: '/ai/jobs', summary: 'List jobs', tags, protect: true } })
      .input(ListJobs)
      .output(schemas.page)
      .query(({ ctx, input }) => jobs.list(ctx.actor, input)),
    get: allow('job:read')
      .meta({ openapi: { method: 'GET', path: '/ai/jobs/{id}', summary: 'Read a job', tags, protect: true } })
      .input(JobRef)
      .output(schemas.job)
      .query(({ ctx, input }) => jobs.get(ctx.actor, input.id)),
    cancel: allow('job:cancel')
      .meta({ openapi: { method: 'POST', path: '/ai/jobs/{id}/cancel', summary: 'Cancel a job', tags, protect: true } })
      .input(JobRef)
      .output(schemas.job)
      .mutation(({ ctx, input }) => jobs.cancel(ctx.actor, input.id)),
    retry: allow('job:retry')
      .meta({
        openapi: { method: 'POST', path: '/ai/jobs/{id}/retry', summary: 'Retry a failed or cancelled job', tags, protect: true },
        limit: 'generation',
      })
      .input(JobRef)
      .output(schemas.job)
      .mutation(({ ctx, input }) => jobs.retry(ctx.actor, input.id)),
  })
