import type { Db } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { AgentDirectory } from '@pantheon/runtime'
import { findJobs, findTitles } from './job-names.repo.ts'

/** The name of a job in a list of credit usage. */
export interface NamedJob {
  jobId: string
  task: string
  title: string
  courseId: string | null
  orderId: string | null
}

/** Names jobs by what they made, or were requested to make. Jobs outside the scope are left out. */
export const createJobNames =
  ({ db, agents }: { db: Db; agents: Pick<AgentDirectory, 'describe'> }) =>
  async (scope: Scope, ids: readonly string[]): Promise<NamedJob[]> => {
    if (ids.length === 0) return []
    const own = db.as(scope)
    const jobs = (await findJobs(own, scope, ids)).map((job) => ({ ...job, ...agents.describe(job) }))
    const courseIds = jobs.flatMap(({ subject }) => (subject?.type === 'course' ? subject.id : []))
    const titles = new Map((courseIds.length > 0 ? await findTitles(own, scope, courseIds) : []).map(({ id, title }) => [id, title]))
    return jobs.map(({ id: jobId, task, title, subject, orderId }) => {
      const courseTitle = titles.get(subject?.id ?? '')
      return { jobId, task, title: courseTitle ?? title ?? '', courseId: courseTitle === undefined ? null : (subject?.id ?? null), orderId }
    })
  }
