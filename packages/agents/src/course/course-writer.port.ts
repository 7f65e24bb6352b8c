import type { Assessment, CourseContent, CourseRequest, Lesson } from '@pantheon/contract'

/** The outline: a course with empty lesson bodies and without assessments. */
export type CourseOutline = CourseContent

/** The position of a lesson in its course. */
export interface LessonPlace {
  moduleId: string
  lessonId: string
}

/** The content of a lesson that is written after the outline. */
export type WrittenLesson = Pick<Lesson, 'body' | 'keyPoints'>

/**
 * Writes courses part by part, so that progress is visible and a crash loses at most one part.
 * Every method rejects with `model.unavailable` or `model.invalid_output`, and when `signal` aborts.
 */
export interface CourseWriter {
  /** `offline-composer`, or `provider/model`. */
  readonly engine: string
  /** True without a language model: its output is marked "offline draft". */
  readonly isOffline: boolean
  outline(request: CourseRequest, signal: AbortSignal): Promise<CourseOutline>
  /** `guidance` is the user's request for a rewrite, or empty. `take` counts rewrites from 0, so that a rewrite differs. */
  lesson(
    request: CourseRequest,
    outline: CourseContent,
    place: LessonPlace,
    ask: { guidance: string; take: number },
    signal: AbortSignal,
  ): Promise<WrittenLesson>
  assessment(request: CourseRequest, content: CourseContent, moduleId: string, signal: AbortSignal): Promise<Assessment>
}
