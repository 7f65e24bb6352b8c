import { z } from 'zod'
import { Id, Instant, PageRequest, pageOf } from '../primitives.ts'
import { agentIds } from './agents.ts'
import { CourseRequest } from './course.ts'

export const jobTypes = ['course', 'document', 'search_index', 'payment', 'approval', 'difference', 'aws'] as const
export const JobType = z.enum(jobTypes)
export type JobType = z.infer<typeof JobType>

export const jobStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const JobStatus = z.enum(jobStatuses)
export type JobStatus = z.infer<typeof JobStatus>

/** What a course job is asked to do: write a whole course, or one lesson of one again. */
export const CourseJobInput = z.discriminatedUnion('task', [
  z.object({ task: z.literal('write_course'), request: CourseRequest }),
  z.object({ task: z.literal('rewrite_lesson'), courseId: Id, lessonId: z.string(), guidance: z.string() }),
])
export type CourseJobInput = z.infer<typeof CourseJobInput>

/** Where the work stands, in parts a page can put into words: "lesson 3 of 8: …". */
export const JobStep = z.object({ phase: z.enum(['outline', 'lesson', 'assessment', 'finish']), current: z.int(), total: z.int(), title: z.string() })
export type JobStep = z.infer<typeof JobStep>

export const AiJob = z
  .object({
    id: Id,
    jobType: JobType,
    organizationId: Id,
    userId: Id,
    orderId: Id.nullable(),
    agentId: z.union(agentIds.map((id) => z.literal(id))),
    input: CourseJobInput,
    output: z.object({ courseId: Id }).nullable(),
    status: JobStatus,
    progress: z.int().min(0).max(100),
    step: JobStep.nullable(),
    attempts: z.int(),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    startedAt: Instant.nullable(),
    completedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'AiJob' })
export type AiJob = z.infer<typeof AiJob>

export const ListJobs = PageRequest.extend({ status: JobStatus.optional(), orderId: Id.optional() })
export type ListJobs = z.infer<typeof ListJobs>
export const JobPage = pageOf(AiJob)
export const JobRef = z.object({ id: Id })
/** `POST /ai/generate`: a course without an order, for those who build on the API. */
export const Generate = z.object({ type: z.literal('course'), input: CourseRequest })
export type Generate = z.infer<typeof Generate>
