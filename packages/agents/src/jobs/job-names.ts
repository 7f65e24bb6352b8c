import type { CourseJobInput } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import { findJobs, findTitles } from './job-names.repo.ts'

/** What a job was for, as somebody reads it who paid for it. */
export interface NamedJob {
  jobId: string
  task: CourseJobInput['task']
  title: string
  courseId: string | null
  orderId: string | null
}

/** Names jobs by what they made, or were to make. Those that the scope does not hold are left out. */
export const createJobNames =
  ({ db }: { db: Db }) =>
  async (scope: Scope, ids: readonly string[]): Promise<NamedJob[]> => {
    if (ids.length === 0) return []
    const own = db.as(scope)
    const jobs = await findJobs(own, scope, ids)
    const courseOf = ({ input, output }: (typeof jobs)[number]): string | null => output?.courseId ?? (input.task === 'rewrite_lesson' ? input.courseId : null)
    const courseIds = jobs.flatMap((job) => courseOf(job) ?? [])
    const titles = new Map((courseIds.length > 0 ? await findTitles(own, scope, courseIds) : []).map(({ id, title }) => [id, title]))
    return jobs.map((job) => {
      const courseId = courseOf(job)
      const wanted = job.input.task === 'write_course' ? job.input.request.topic : ''
      const title = titles.get(courseId ?? '')
      return { jobId: job.id, task: job.input.task, title: title ?? wanted, courseId: title === undefined ? null : courseId, orderId: job.orderId }
    })
  }
