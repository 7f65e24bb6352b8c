import {
  type AiJob,
  type Course,
  type CourseJobInput,
  type CourseSummary,
  courseJob,
  cutText,
  type EditLesson,
  type ExportedFile,
  type ListCourses,
  type Page,
  type RegenerateLesson,
} from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, orFail, pageBySort } from '@pantheon/kernel'
import type { JobList } from '@pantheon/runtime'
import type { Courses } from '../agents.types.ts'
import { changeLesson, courseSortKeys, lessonsOf, reviseCourse, type StoredCourse, toCourse, toCourseSummary } from './course.ts'
import { courseToMarkdown } from './course-markdown.ts'
import type { CoursePrinter } from './course-printer.port.ts'
import { findCourse, listCourses, lockCourse, saveCourse } from './courses.repo.ts'

export interface CoursesDeps {
  db: Db
  clock: Clock
  jobs: Pick<JobList, 'request'>
  printer: CoursePrinter
}

/** Finished courses: read, edit, rewrite a lesson, export. */
export const createCourses = ({ db, clock, jobs, printer }: CoursesDeps): Courses => {
  const find = async (actor: Actor, id: string): Promise<StoredCourse> => orFail(await findCourse(db.as(actor.scope), actor.scope, id), 'course.not_found')
  const fileName = (course: StoredCourse, extension: string): string =>
    `${cutText(course.title.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '-').replaceAll(/^-|-$/g, ''), 80) || 'course'}.${extension}`

  return {
    get: async (actor: Actor, id: string): Promise<Course> => toCourse(await find(actor, id)),

    list: (actor: Actor, input: ListCourses): Promise<Page<CourseSummary>> => {
      const { orderId, sort } = input
      return pageBySort(
        sort,
        courseSortKeys[sort],
        input,
        (window) => listCourses(db.as(actor.scope), actor.scope, { orderId, sort, ...window }),
        toCourseSummary,
      )
    },

    editLesson: (actor: Actor, { id, version, lessonId, title, body }: EditLesson): Promise<Course> =>
      db.as(actor.scope).transaction(async (tx) => {
        const course = orFail(await lockCourse(tx, actor.scope, id), 'course.not_found')
        if (course.status === 'writing') fail('course.not_finished')
        if (course.version !== version) fail('version.stale', { current: toCourse(course) })
        const edited = reviseCourse(course, changeLesson(course.content, lessonId, { title, body }), clock.now())
        await saveCourse(tx, edited)
        const { organizationId, jobId, orderId } = course
        tx.emit('course.updated', { ...actorFields(actor), organizationId, data: { courseId: id, jobId, orderId }, before: course, after: edited })
        return toCourse(edited)
      }, id),

    regenerateLesson: async (actor: Actor, input: RegenerateLesson): Promise<AiJob> => {
      const course = await find(actor, input.id)
      if (course.status === 'writing') fail('course.not_finished')
      if (!lessonsOf(course.content).some(({ lesson }) => lesson.id === input.lessonId)) fail('course.lesson_not_found', { lessonId: input.lessonId })
      const { id: courseId, lessonId, guidance } = input
      const work: CourseJobInput = { task: 'rewrite_lesson', courseId, lessonId, guidance }
      return jobs.request(actor, { type: courseJob.type, input: work, organizationId: course.organizationId })
    },

    markdown: async (actor: Actor, id: string): Promise<ExportedFile> => {
      const course = await find(actor, id)
      return {
        fileName: fileName(course, 'md'),
        mediaType: 'text/markdown; charset=utf-8',
        base64: Buffer.from(courseToMarkdown(toCourse(course))).toString('base64'),
      }
    },

    pdf: async (actor: Actor, id: string): Promise<ExportedFile> => {
      const course = await find(actor, id)
      const bytes = await printer.print(toCourse(course), actor.organizationId)
      return { fileName: fileName(course, 'pdf'), mediaType: 'application/pdf', base64: Buffer.from(bytes).toString('base64') }
    },
  }
}
