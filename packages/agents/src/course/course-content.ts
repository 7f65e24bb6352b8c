import type { CourseContent, CourseModule, Lesson } from '@pantheon/contract'
import { orFail } from '@pantheon/kernel'
import type { CourseOutline } from './course-writer.port.ts'

/** An outline before it is numbered: the output of a writer, without ids. */
export interface UnnumberedOutline {
  title: string
  description: string
  objectives: string[]
  modules: { title: string; summary: string; lessons: { title: string; minutes: number }[] }[]
}

/** Numbers weeks and assigns ids (`w2`, `w2-l1`), so that ids are always unique. */
export const numberOutline = ({ modules, ...head }: UnnumberedOutline): CourseOutline => ({
  ...head,
  modules: modules.map(({ lessons, ...module }, moduleIndex) => {
    const id = `w${moduleIndex + 1}`
    return {
      ...module,
      id,
      week: moduleIndex + 1,
      lessons: lessons.map((lesson, index) => ({ ...lesson, id: `${id}-l${index + 1}`, body: '', keyPoints: [] })),
    }
  }),
  assessments: [],
})

/** The module with this id. Fails with `course.lesson_not_found`. */
export const moduleOf = (content: CourseContent, moduleId: string): CourseModule => {
  const module = content.modules.find(({ id }) => id === moduleId)
  return orFail(module, 'course.lesson_not_found', { moduleId })
}

/** The lesson with this id in any module. Fails with `course.lesson_not_found`. */
export const lessonOf = (content: CourseContent, lessonId: string): Lesson => {
  const lesson = content.modules.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId)
  return orFail(lesson, 'course.lesson_not_found', { lessonId })
}
