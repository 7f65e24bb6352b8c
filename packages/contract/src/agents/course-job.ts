import { z } from 'zod'
import { Id } from '../primitives.ts'
import { CourseRequest } from './course.ts'
import type { JobContract } from './job-contract.ts'
import { describeCourseJob } from './job-descriptions.ts'

/** What a course job is asked to do: write a whole course, or one lesson of one again. */
export const CourseJobInput = z.discriminatedUnion('task', [
  z.object({ task: z.literal('write_course'), request: CourseRequest }),
  z.object({ task: z.literal('rewrite_lesson'), courseId: Id, lessonId: z.string(), guidance: z.string() }),
])
export type CourseJobInput = z.infer<typeof CourseJobInput>

export const CourseJobOutput = z.object({ courseId: Id })
export type CourseJobOutput = z.infer<typeof CourseJobOutput>

/** Where the work stands, in parts a page can put into words: "lesson 3 of 8: …". */
export const CourseJobStep = z.object({ phase: z.enum(['outline', 'lesson', 'assessment', 'finish']), current: z.int(), total: z.int(), title: z.string() })
export type CourseJobStep = z.infer<typeof CourseJobStep>

/** Writes a course, or one of its lessons again. */
export const courseJob: JobContract<'course', CourseRequest, CourseJobInput, CourseJobOutput, CourseJobStep> = {
  type: 'course',
  request: CourseRequest,
  toInput: (request) => ({ task: 'write_course', request }),
  input: CourseJobInput,
  output: CourseJobOutput,
  step: CourseJobStep,
  describe: describeCourseJob,
}
