import { z } from 'zod'
import { Id } from '../primitives.ts'
import { CourseRequest } from './course.ts'
import type { JobContract } from './job-contract.ts'
import { describeCourseJob } from './job-descriptions.ts'

/** Input of a course job: write a whole course, or rewrite one of its lessons. */
export const CourseJobInput = z.discriminatedUnion('task', [
  z.object({ task: z.literal('write_course'), request: CourseRequest }),
  z.object({ task: z.literal('rewrite_lesson'), courseId: Id, lessonId: z.string(), guidance: z.string() }),
])
export type CourseJobInput = z.infer<typeof CourseJobInput>

export const CourseJobOutput = z.object({ courseId: Id })
export type CourseJobOutput = z.infer<typeof CourseJobOutput>

/** Progress of the job, as data for a translated sentence: "lesson 3 of 8: …". */
export const CourseJobStep = z.object({ phase: z.enum(['outline', 'lesson', 'assessment', 'finish']), current: z.int(), total: z.int(), title: z.string() })
export type CourseJobStep = z.infer<typeof CourseJobStep>

/** Writes a course, or rewrites one of its lessons. */
export const courseJob: JobContract<'course', CourseRequest, CourseJobInput, CourseJobOutput, CourseJobStep> = {
  type: 'course',
  request: CourseRequest,
  toInput: (request) => ({ task: 'write_course', request }),
  input: CourseJobInput,
  output: CourseJobOutput,
  step: CourseJobStep,
  describe: describeCourseJob,
}
