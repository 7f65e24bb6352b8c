import type { CourseJobInput, CourseJobOutput } from './course-job.ts'
import type { JobDescription } from './job-contract.ts'
import type { JobType } from './jobs.ts'

// No schemas in this file: it is part of the first page that a browser loads.

/** Describes a course job. */
export const describeCourseJob = ({ input, output }: { input: CourseJobInput; output: CourseJobOutput | null }): JobDescription => {
  const courseId = output?.courseId ?? (input.task === 'rewrite_lesson' ? input.courseId : undefined)
  return {
    task: input.task,
    title: input.task === 'write_course' ? input.request.topic : null,
    subject: courseId === undefined ? null : { type: 'course', id: courseId },
  }
}

/** By job type. Only the function of a job's own type reads its input. */
const descriptions: Readonly<Record<JobType, (job: { input: never; output: never }) => JobDescription>> = { course: describeCourseJob }

/** Describes a job; by its type alone when the type is unknown here. */
export const describeJob = ({ jobType, input, output }: { jobType: string; input: unknown; output: unknown }): JobDescription =>
  Object.hasOwn(descriptions, jobType)
    ? descriptions[jobType as JobType]({ input: input as never, output: output as never })
    : { task: jobType, title: null, subject: null }
