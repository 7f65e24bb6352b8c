import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Module } from '@pantheon/runtime'
import { createTasks } from './a2a/tasks.service.ts'
import { createCourseAgent } from './course/course-agent.ts'
import type { CoursePrinter } from './course/course-printer.port.ts'
import type { CourseWriter } from './course/course-writer.port.ts'
import { createCourses } from './course/courses.service.ts'
import { createJobFigures } from './jobs/job-figures.service.ts'
import { createJobs, type JobsDeps } from './jobs/jobs.service.ts'
import type { JobQueue } from './jobs/queue.port.ts'
import { createJobRunner } from './jobs/runner.ts'
import { createRegistry, type RegistryDeps } from './registry/registry.service.ts'

export interface AgentsModuleDeps extends Pick<JobsDeps, 'credits' | 'isOwed'>, Pick<RegistryDeps, 'counters' | 'engines'> {
  db: Db
  clock: Clock
  logger: Logger
  queue: JobQueue
  writer: CourseWriter
  printer: CoursePrinter
}

/** The agents, the jobs they work on, and what comes of them. */
export const createAgentsModule = ({ db, clock, logger, queue, writer, printer, credits, isOwed, engines, counters }: AgentsModuleDeps) => {
  const jobs = createJobs({ db, clock, queue, credits, isOwed })
  const runner = createJobRunner({ db, clock, logger, agent: createCourseAgent({ db, clock, writer }) })
  return {
    services: {
      jobs,
      jobFigures: createJobFigures({ db, clock }),
      courses: createCourses({ db, clock, jobs, printer }),
      registry: createRegistry({ db, engines, counters }),
      tasks: createTasks({ db, clock }),
    },
    startWork: () => queue.start(runner.deliver),
    drain: queue.stop,
    stop: async () => runner.close(),
  } satisfies Module
}
