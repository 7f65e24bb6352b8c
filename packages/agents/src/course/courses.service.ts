import type { AiJob, Course, CourseSummary, EditLesson, ExportedFile, ListCourses, Page, RegenerateLesson } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, fail, orFail, pageBySort } from '@pantheon/kernel'
import type { Jobs } from '../jobs/jobs.service.ts'
import { changeLesson, courseSortKeys, lessonsOf, reviseCourse, type StoredCourse, toCourse, toCourseSummary } from './course.ts'
import { courseToMarkdown } from './course-markdown.ts'
import { type CourseFonts, courseToPdf } from './course-pdf.ts'
import { findCourse, listCourses, lockCourse, saveCourse } from './courses.repo.ts'

export interface CoursesDeps {
  db: Db
  clock: Clock
  jobs: Jobs
  /** Fonts that hold Latin and Japanese; read when the first PDF is made, and kept. */
  fonts: () => Promise<CourseFonts>
}

/** Courses after they were written: reading, editing, having a lesson rewritten, exporting. */
export const createCourses = ({ db, clock, jobs, fonts }: CoursesDeps) => {
  let loaded: Promise<CourseFonts> | undefined
  const loadFonts = (): Promise<CourseFonts> => {
    loaded ??= fonts()
    return loaded
  }
  const find = async (actor: Actor, id: string): Promise<StoredCourse> => orFail(await findCourse(db.as(actor.scope), actor.scope, id), 'course.not_found')
  const fileName = (course: StoredCourse, extension: string): string =>
    `${
      course.title
        .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        .replaceAll(/^-|-$/g, '')
        .slice(0, 80) || 'course'
    }.${extension}`

  return {
    get: async (actor: Actor, id: string): Promise<Course> => toCourse(await find(actor, id)),

    /** Courses of the scope, in the order that was asked for. Fails with `input.invalid` for a cursor of another sort. */
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

    /** Changes one lesson. Fails with `version.stale` and the current course when someone was faster. */
    editLesson: (actor: Actor, { id, version, lessonId, title, body }: EditLesson): Promise<Course> =>
      db.as(actor.scope).transaction(async (tx) => {
        const course = orFail(await lockCourse(tx, actor.scope, id), 'course.not_found')
        if (course.status === 'writing') fail('course.not_finished')
        if (course.version !== version) fail('version.stale', { current: toCourse(course) })
        const edited = reviseCourse(course, changeLesson(course.content, lessonId, { title, body }), clock.now())
        await saveCourse(tx, edited)
        const { organizationId, jobId, orderId } = course
        tx.emit('course.updated', { ...by(actor), organizationId, orderId, data: { courseId: id, jobId, orderId }, before: course, after: edited })
        return toCourse(edited)
      }),

    /** Has one lesson written again, as a job. */
    regenerateLesson: async (actor: Actor, input: RegenerateLesson): Promise<AiJob> => {
      const course = await find(actor, input.id)
      if (course.status === 'writing') fail('course.not_finished')
      if (!lessonsOf(course.content).some(({ lesson }) => lesson.id === input.lessonId)) fail('course.lesson_not_found', { lessonId: input.lessonId })
      return jobs.rewriteLesson(actor, course, input)
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
      const bytes = await courseToPdf(toCourse(course), await loadFonts())
      return { fileName: fileName(course, 'pdf'), mediaType: 'application/pdf', base64: bytes.toString('base64') }
    },
  }
}
export type Courses = ReturnType<typeof createCourses>
