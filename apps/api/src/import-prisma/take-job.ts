import { CourseContent, courseAgent, cutText, jobStatuses } from '@pantheon/contract'
import { idFor, newIdOf } from './new-ids.ts'
import type { OldRow } from './old-shape.ts'
import { type Decision, misfit, RowReader } from './read-row.ts'
import { courseRequestOf, type TakenOrder } from './take-order.ts'
import type { TakenUser } from './take-user.ts'
import { type Circumstances, type NewRows, type Parents, parentOf, type Taken } from './taken.ts'

export interface JobParents {
  users: Parents<TakenUser>
  orders: Parents<TakenOrder>
}

/** The job types of the old shop; only courses can be imported. */
const oldTypes = ['course', 'document', 'search_index', 'payment', 'approval', 'difference', 'aws'] as const
const types = { course_generation: 'course', ai_course_generation: 'course', document_generation: 'document', search: 'search_index' } as const
const statuses = { '': 'queued', pending: 'queued', processing: 'running', in_progress: 'running', completed: 'succeeded', canceled: 'cancelled' } as const

/** The owner of a job: its user, or that of its order if it names none. */
const ownerOf = (row: RowReader, old: OldRow<'ai_jobs'>, { users, orders }: JobParents) => {
  const order = old.orderId === null ? undefined : parentOf(row, 'orders', old.orderId, orders)
  if (old.userId === null)
    return order ? { userId: order.userId, organizationId: order.organizationId, order } : row.end('it names neither a user nor an order')
  const { id: userId, organizationId } = parentOf(row, 'users', old.userId, users)
  if (order && order.userId !== userId) row.refuse('it is of another user than its order')
  return { userId, organizationId, order }
}

/** The course in the output of the job, if it has one in a valid form. */
const contentOf = (row: RowReader, old: OldRow<'ai_jobs'>): CourseContent | undefined => {
  const output = row.json('output', old.output)
  if (!output) return undefined
  const content = CourseContent.safeParse({ objectives: [], assessments: [], ...output })
  if (!content.success) row.refuse(`output is no course as this shop shows one (${misfit(content.error)})`)
  return content.data
}

/** Converts a finished course job with its course. Jobs of other agents cannot be imported yet. */
export const takeJob = (old: OldRow<'ai_jobs'>, parents: JobParents, { at }: Circumstances): Decision<Taken> =>
  RowReader.decide((row) => {
    const id = newIdOf('ai_jobs', old.id ?? '')
    const jobType = row.oneOf('jobType', old.jobType, oldTypes, types)
    if (jobType !== undefined && jobType !== 'course') row.refuse(`this shop has no place for a job of type ${jobType}`)
    const status = row.oneOf('status', old.status, jobStatuses, statuses) ?? 'cancelled'
    if (status === 'queued' || status === 'running') row.refuse('it has not ended: it can only end in the old shop')
    const input = row.json('input', old.input) ?? {}
    row.insist()
    const { userId, organizationId, order } = ownerOf(row, old, parents)
    const request = courseRequestOf(input)
    if (!request.success) return row.end(`input is no request for a course (${misfit(request.error)})`)
    const content = contentOf(row, old)
    const createdAt = row.madeAt(old.createdAt, at)
    const startedAt = row.instant('startedAt', old.startedAt)
    const completedAt = row.instant('completedAt', old.completedAt) ?? createdAt
    const [courseId, orderId] = [idFor('course', id), order?.id ?? null]
    const output = content ? { courseId } : null
    const rows: NewRows = {
      aiJobs: {
        id,
        dedupeKey: `imported:${id}`,
        jobType: 'course',
        organizationId,
        userId,
        orderId,
        agentId: courseAgent.key,
        input: { task: 'write_course', request: request.data },
        output,
        status,
        progress: status === 'succeeded' ? 100 : 0,
        step: null,
        attempts: 1,
        errorCode: null,
        errorMessage: status === 'failed' && old.errorMessage ? cutText(old.errorMessage, 2000) : null,
        startedAt,
        completedAt,
        createdAt,
      },
    }
    if (content)
      rows.courses = {
        id: courseId,
        organizationId,
        orderId,
        jobId: id,
        title: content.title,
        status: status === 'succeeded' ? 'complete' : 'writing',
        authorship: 'model',
        model: 'imported',
        request: request.data,
        content,
        version: 1,
        createdAt,
        updatedAt: completedAt,
      }
    return { id, status, currency: null, minor: 0, rows }
  })
