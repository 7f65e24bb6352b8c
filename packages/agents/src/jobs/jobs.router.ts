import { AiJob, Generate, JobPage, JobRef, ListJobs } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Jobs } from '../agents.types.ts'

const tags = ['ai']

/** The door to the agents' jobs. */
export const createJobsRouter = (jobs: Jobs) =>
  router({
    generate: allow('order:place')
      .meta({
        openapi: { method: 'POST', path: '/ai/generate', summary: 'Have a course written, without an order', tags, protect: true },
        creates: '/ai/jobs/{id}',
        limitedBy: 'ai.too_often',
        limit: 'generation',
      })
      .input(Generate)
      .output(AiJob)
      .mutation(({ ctx, input }) => jobs.generate(ctx.actor, input)),
    list: allow('job:read')
      .meta({ openapi: { method: 'GET', path: '/ai/jobs', summary: 'List jobs', tags, protect: true } })
      .input(ListJobs)
      .output(JobPage)
      .query(({ ctx, input }) => jobs.list(ctx.actor, input)),
    get: allow('job:read')
      .meta({ openapi: { method: 'GET', path: '/ai/jobs/{id}', summary: 'Read a job', tags, protect: true } })
      .input(JobRef)
      .output(AiJob)
      .query(({ ctx, input }) => jobs.get(ctx.actor, input.id)),
    cancel: allow('job:cancel')
      .meta({ openapi: { method: 'POST', path: '/ai/jobs/{id}/cancel', summary: 'Stop a job', tags, protect: true } })
      .input(JobRef)
      .output(AiJob)
      .mutation(({ ctx, input }) => jobs.cancel(ctx.actor, input.id)),
    retry: allow('job:retry')
      .meta({
        openapi: { method: 'POST', path: '/ai/jobs/{id}/retry', summary: 'Ask for a failed or cancelled job again', tags, protect: true },
        limit: 'generation',
      })
      .input(JobRef)
      .output(AiJob)
      .mutation(({ ctx, input }) => jobs.retry(ctx.actor, input.id)),
  })
