import { Agent, AgentList, AgentRef, AnalyticsRequest, JobAnalytics, jobSchemas as productJobs } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import { createTasksRouter } from './a2a/tasks.router.ts'
import type { AgentServices } from './agents.types.ts'
import { createCoursesRouter } from './course/courses.router.ts'
import { createJobsRouter } from './jobs/jobs.router.ts'

const tags = ['agents']

/** Procedures for agents, jobs, courses, and the task board. */
export const createAgentsRouter = ({ registry, jobs, jobSchemas = productJobs, jobAnalytics, courses, tasks }: AgentServices) =>
  router({
    list: allow('agent:read')
      .meta({ openapi: { method: 'GET', path: '/agents', summary: 'List agents', tags, protect: true } })
      .input(z.void())
      .output(AgentList)
      .query(({ ctx }) => registry.list(ctx.actor)),
    get: allow('agent:read')
      .meta({ openapi: { method: 'GET', path: '/agents/{id}', summary: 'Read an agent', tags, protect: true } })
      .input(AgentRef)
      .output(Agent)
      .query(({ ctx, input }) => registry.get(ctx.actor, input.id)),
    analytics: allow('job:read')
      .meta({ openapi: { method: 'GET', path: '/overview/jobs', summary: 'Jobs over time, by status', tags: ['overview'], protect: true } })
      .input(AnalyticsRequest)
      .output(JobAnalytics)
      .query(({ ctx, input }) => jobAnalytics(ctx.actor, input)),
    jobs: createJobsRouter(jobs, jobSchemas),
    courses: createCoursesRouter(courses, jobSchemas),
    tasks: createTasksRouter(tasks),
  })
