import type { Course, CourseContent, CourseSort, CourseSummary, Lesson } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail, type SortKey } from '@pantheon/kernel'

/** A course as stored. */
export type StoredCourse = Row<'courses'>

/** A course as lists read it: without its content, and with the sort key of its title, null until that is written. */
export interface ListedCourse extends Omit<StoredCourse, 'content'> {
  titleSort: string | null
}

const byTime: SortKey<ListedCourse> = { parts: ['moment', 'id'], positionOf: ({ createdAt, id }) => [createdAt.getTime(), id] }
const byTitle: SortKey<ListedCourse> = { parts: ['text', 'id'], positionOf: ({ titleSort, id }) => [titleSort ?? '', id] }
/** The sort key of each sort order. */
export const courseSortKeys: Record<CourseSort, SortKey<ListedCourse>> = { newest: byTime, oldest: byTime, title_az: byTitle, title_za: byTitle }

/** All lessons in reading order. */
export const lessonsOf = (content: CourseContent): { moduleId: string; lesson: Lesson }[] =>
  content.modules.flatMap((module) => module.lessons.map((lesson) => ({ moduleId: module.id, lesson })))

/** The content with one lesson changed. Fails with `course.lesson_not_found`. */
export const changeLesson = (content: CourseContent, lessonId: string, change: Partial<Omit<Lesson, 'id'>>): CourseContent => {
  if (!lessonsOf(content).some(({ lesson }) => lesson.id === lessonId)) fail('course.lesson_not_found', { lessonId })
  const modules = content.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((lesson) => (lesson.id === lessonId ? { ...lesson, ...change } : lesson)),
  }))
  return { ...content, modules }
}

/** The course with new content and the next version. */
export const reviseCourse = (course: StoredCourse, content: CourseContent, at: Date): StoredCourse => ({
  ...course,
  title: content.title,
  content,
  version: course.version + 1,
  updatedAt: at,
})

/** The course in its wire format. */
export const toCourse = ({ title: _, createdAt, updatedAt, ...rest }: StoredCourse): Course => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

/** The course as a list item, without its content. */
export const toCourseSummary = ({ id, orderId, jobId, title, status, authorship, request, createdAt, updatedAt }: ListedCourse): CourseSummary => ({
  id,
  orderId,
  jobId,
  title,
  status,
  authorship,
  language: request.language,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
