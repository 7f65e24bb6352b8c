import { jobSchemasOf } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import { type CallProcedure, createJobList, createJobRunner, type JobListDeps, type JobMeter, type Module } from '@pantheon/runtime'
import { createTasks } from './a2a/tasks.service.ts'
import type { CoursePrinter } from './course/course-printer.port.ts'
import { createCourses } from './course/courses.service.ts'
import { createJobAnalytics } from './jobs/job-analytics.service.ts'
import { createRegistry, type RegistryDeps } from './registry/registry.service.ts'

export interface AgentsModuleDeps extends Pick<JobListDeps, 'agents' | 'credits' | 'isOwed' | 'queue'>, Pick<RegistryDeps, 'counters' | 'engines'> {
  db: Db
  clock: Clock
  logger: Logger
  printer: CoursePrinter
  /** Calls procedures for agents. */
  call: CallProcedure
  /** Measures runs of jobs. */
  jobMeter?: JobMeter | undefined
}

/** The agents, their jobs, and the courses they write. */
export const createAgentsModule = (deps: AgentsModuleDeps) => {
  const { db, clock, logger, agents, queue, printer, call, jobMeter, credits, isOwed, engines, counters } = deps
  const jobs = createJobList({ db, clock, queue, agents, credits, isOwed })
  const runner = createJobRunner({ db, clock, logger, agents, call, meter: jobMeter })
  return {
    services: {
      jobs,
      jobSchemas: jobSchemasOf(agents.contracts),
      jobAnalytics: createJobAnalytics({ db, clock }),
      courses: createCourses({ db, clock, jobs, printer }),
      registry: createRegistry({ db, agents, engines, counters }),
      tasks: createTasks({ db, clock }),
    },
    startWork: () => queue.start(runner.deliver),
    drain: queue.stop,
    stop: async () => runner.close(),
  } satisfies Module
}
