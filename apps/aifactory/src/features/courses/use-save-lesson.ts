import { errorOf, useTRPC } from '@pantheon/client/react'
import type { Course, Lesson } from '@pantheon/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LessonDraft } from './lesson-draft.ts'
import { useEditLesson } from './use-courses.ts'

const lessonOf = (course: Course, lessonId: string): Lesson | undefined =>
  course.content.modules.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId)

/**
 * Saves a lesson over the version it was opened at. When the course changed but this lesson did not, it retries with the new version; when this
 * lesson changed, nothing is saved and `theirs` is the other version.
 */
export const useSaveLesson = (course: Course, lesson: Lesson) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const edit = useEditLesson()
  const [base, setBase] = useState({ version: course.version, title: lesson.title, body: lesson.body })
  const [theirs, setTheirs] = useState<Lesson>()

  const save = async (draft: LessonDraft): Promise<boolean> => {
    const saveOver = (version: number) => edit.mutateAsync({ id: course.id, lessonId: lesson.id, version, ...draft })
    try {
      await saveOver(base.version)
      return true
    } catch (error) {
      if (errorOf(error).code !== 'version.stale') throw error
      const current = await queryClient.fetchQuery(trpc.agents.courses.get.queryOptions({ id: course.id }, { staleTime: 0 }))
      const currentLesson = lessonOf(current, lesson.id)
      if (!currentLesson) throw error
      if (currentLesson.title === base.title && currentLesson.body === base.body) {
        await saveOver(current.version)
        return true
      }
      setBase({ version: current.version, title: currentLesson.title, body: currentLesson.body })
      setTheirs(currentLesson)
      return false
    }
  }
  return { save, isSaving: edit.isPending, theirs }
}
