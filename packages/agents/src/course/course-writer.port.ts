import type { Assessment, CourseContent, CourseRequest, Lesson } from '@pantheon/contract'

/** The table of contents: a course whose lesson bodies are still empty and that has no assessments yet. */
export type CourseOutline = CourseContent

/** Where a lesson stands in its course. */
export interface LessonPlace {
  moduleId: string
  lessonId: string
}

/** What a written lesson adds to its place in the outline. */
export type WrittenLesson = Pick<Lesson, 'body' | 'keyPoints'>

/**
 * Writes courses part by part, so that a reader can watch and a crash loses one part at the most.
 * Every method rejects with `model.unavailable` or `model.invalid_output`, and when `signal` aborts.
 */
export interface CourseWriter {
  /** `offline-composer`, or `provider/model`. */
  readonly engine: string
  /** True when no model is behind it: what it writes is marked "offline draft". */
  readonly isOffline: boolean
  outline(request: CourseRequest, signal: AbortSignal): Promise<CourseOutline>
  /** `guidance` is the reader's wish for a rewrite, or empty. `take` counts rewrites from 0, so that a rewrite differs. */
  lesson(
    request: CourseRequest,
    outline: CourseContent,
    place: LessonPlace,
    ask: { guidance: string; take: number },
    signal: AbortSignal,
  ): Promise<WrittenLesson>
  assessment(request: CourseRequest, content: CourseContent, moduleId: string, signal: AbortSignal): Promise<Assessment>
}
