import { Agent, AgentList, AgentRef } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import { createTasksRouter } from './a2a/tasks.router.ts'
import type { Tasks } from './a2a/tasks.service.ts'
import { createCoursesRouter } from './course/courses.router.ts'
import type { Courses } from './course/courses.service.ts'
import { createJobsRouter } from './jobs/jobs.router.ts'
import type { Jobs } from './jobs/jobs.service.ts'
import type { Registry } from './registry/registry.service.ts'

const tags = ['agents']

/** The door to the agents, their jobs, what they make, and the board of tasks. */
export const createAgentsRouter = ({ registry, jobs, courses, tasks }: { registry: Registry; jobs: Jobs; courses: Courses; tasks: Tasks }) =>
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
    jobs: createJobsRouter(jobs),
    courses: createCoursesRouter(courses),
    tasks: createTasksRouter(tasks),
  })
