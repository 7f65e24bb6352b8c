import { z } from 'zod'

const LessonDraft = z.object({ title: z.string(), body: z.string() })
export type LessonDraft = z.infer<typeof LessonDraft>

const keyOf = (courseId: string, lessonId: string) => `aifactory.lesson.${courseId}.${lessonId}`

/** The unsaved text of a lesson, if there is one. It survives a reload and an error. */
export const readLessonDraft = (courseId: string, lessonId: string): LessonDraft | undefined => {
  try {
    const stored = sessionStorage.getItem(keyOf(courseId, lessonId))
    return stored === null ? undefined : LessonDraft.safeParse(JSON.parse(stored)).data
  } catch {
    return undefined
  }
}

export const hasLessonDraft = (courseId: string, lessonId: string): boolean => readLessonDraft(courseId, lessonId) !== undefined

export const keepLessonDraft = (courseId: string, lessonId: string, draft: LessonDraft) => {
  try {
    sessionStorage.setItem(keyOf(courseId, lessonId), JSON.stringify(draft))
  } catch {
    // Full or unavailable storage must not block the editor.
  }
}

export const dropLessonDraft = (courseId: string, lessonId: string) => {
  try {
    sessionStorage.removeItem(keyOf(courseId, lessonId))
  } catch {
    // As above.
  }
}
