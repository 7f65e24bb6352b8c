import type { Assessment, Course, CourseModule, Lesson } from '@pantheon/contract'

export type Section =
  | { kind: 'overview'; id: undefined }
  | { kind: 'lesson'; id: string; module: CourseModule; lesson: Lesson }
  | { kind: 'assessment'; id: string; module: CourseModule; assessment: Assessment }

/** The pages of a course in reading order: overview, then by module its lessons and its quiz. */
export const sectionsOf = ({ content }: Course): Section[] => [
  { kind: 'overview', id: undefined },
  ...content.modules.flatMap((module): Section[] => [
    ...module.lessons.map((lesson): Section => ({ kind: 'lesson', id: lesson.id, module, lesson })),
    ...content.assessments
      .filter(({ moduleId }) => moduleId === module.id)
      .map((assessment): Section => ({ kind: 'assessment', id: assessment.id, module, assessment })),
  ]),
]
