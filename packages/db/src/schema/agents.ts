import {
  type AiJob,
  authorships,
  type CourseContent,
  type CourseRequest,
  type JobStep,
  type JobType,
  jobStatuses,
  type Task,
  taskAgents,
  taskStatuses,
  taskTypes,
} from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'
import { unkeyed } from './unkeyed.ts'

/** Tables of agents: jobs, the embedded queue, courses, and the task board. */
export const agentTables = (k: Kit, { users, organizations }: ReturnType<typeof identityTables>) => {
  const aiJobs = k.table(
    'ai_jobs',
    {
      id: k.id(),
      /** What the job is for; a second request with the same key returns the same job. */
      dedupeKey: k.text().notNull(),
      jobType: k.text().$type<JobType>().notNull(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      userId: k
        .text()
        .notNull()
        .references(() => users.id),
      orderId: k.text(),
      agentId: k.int().$type<AiJob['agentId']>().notNull(),
      input: k.json<AiJob['input']>().notNull(),
      output: k.json<AiJob['output']>(),
      status: k.enumText(jobStatuses).notNull(),
      progress: k.int().notNull().default(0),
      step: k.json<JobStep | null>(),
      /** Incremented with every start: a fencing token. A worker with an older number has lost the job and must not write. */
      attempts: k.int().notNull().default(0),
      errorCode: k.text(),
      errorMessage: k.text(),
      startedAt: k.timestamp(),
      completedAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('ai_jobs_dedupe_uq').on(t.dedupeKey),
      k.index('ai_jobs_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('ai_jobs_status_idx').on(t.status, t.createdAt),
      k.index('ai_jobs_order_idx').on(t.orderId),
      k.index('ai_jobs_completed_idx').on(t.completedAt).where(sql`completed_at is not null`),
    ],
  )

  /** Results of job steps, so that a resumed job does not repeat them. Deleted when the job has succeeded. */
  const jobSteps = k.table(
    'job_steps',
    {
      jobId: k
        .text()
        .notNull()
        .references(() => aiJobs.id, { onDelete: 'cascade' }),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      key: k.text().notNull(),
      /** JSON as text: Postgres would reorder the keys of an object. */
      result: k.text().notNull(),
      at: k.timestamp().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.jobId, t.key] })],
  )

  /** Deliveries of the embedded queue. On Postgres pg-boss keeps its own tables and this one stays empty. */
  const jobDeliveries = k.table(
    'job_deliveries',
    {
      jobId: k.id(),
      tries: k.int().notNull().default(0),
      availableAt: k.timestamp().notNull(),
      leaseOwner: k.text(),
      leaseUntil: k.timestamp(),
    },
    (t) => [k.index('job_deliveries_available_idx').on(t.availableAt)],
  )

  const courses = k.table(
    'courses',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      orderId: k.text(),
      jobId: k
        .text()
        .notNull()
        .references(() => aiJobs.id),
      title: k.text().notNull(),
      status: k.enumText(['writing', 'complete']).notNull(),
      authorship: k.enumText(authorships).notNull(),
      model: k.text().notNull(),
      request: k.json<CourseRequest>().notNull(),
      content: k.json<CourseContent>().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
      /** For servers of the previous version, which may run at the same time. */
      titleKey: k.text().generatedAlwaysAs(sql`lower(title)`),
      titleSort: k.textKey(),
    },
    (t) => [
      k.uniqueIndex('courses_job_uq').on(t.jobId),
      k.index('courses_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('courses_created_idx').on(t.createdAt, t.id),
      k.index('courses_title_idx').on(t.titleSort, t.id),
      k.index('courses_organization_title_idx').on(t.organizationId, t.titleSort, t.id),
      k.index('courses_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.courses)),
    ],
  )

  const tasks = k.table(
    'tasks',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      title: k.text().notNull(),
      description: k.text().notNull(),
      type: k.enumText(taskTypes).notNull(),
      agent: k.enumText(taskAgents),
      contextId: k.text(),
      priority: k.int().notNull(),
      status: k.enumText(taskStatuses).notNull(),
      assigneeId: k.text().references(() => users.id),
      issueUrl: k.text(),
      metadata: k.json<Task['metadata']>().notNull(),
      createdBy: k
        .text()
        .notNull()
        .references(() => users.id),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
      titleSearch: k.textKey(),
      descriptionSearch: k.textKey(),
    },
    (t) => [
      k.index('tasks_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.tasks)),
      k.index('tasks_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('tasks_status_idx').on(t.organizationId, t.status, t.createdAt),
      k.index('tasks_priority_idx').on(t.organizationId, t.priority, t.id),
      k.index('tasks_updated_idx').on(t.organizationId, t.updatedAt, t.id),
      k.check('tasks_priority_ck', sql`${t.priority} between 0 and 5`),
    ],
  )

  return { aiJobs, jobSteps, jobDeliveries, courses, tasks }
}
