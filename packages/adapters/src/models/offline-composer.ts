import { setTimeout as sleep } from 'node:timers/promises'
import type { CourseWriter } from '@pantheon/agents'
import { composeAssessment } from './offline/assessment.ts'
import { composeLesson } from './offline/lesson.ts'
import { composeOutline } from './offline/outline.ts'

/**
 * Writes courses without a model or network: the same request always gives the same course.
 * They teach how to learn and work on any topic and contain no facts about it, hence "offline draft".
 * `paceMs` delays each part, so that progress is visible.
 */
export const createOfflineComposer = ({ paceMs = 0 }: { paceMs?: number } = {}): CourseWriter => {
  const paced = async <T>(signal: AbortSignal, compose: () => T): Promise<T> => {
    signal.throwIfAborted()
    if (paceMs > 0) await sleep(paceMs, undefined, { signal }).catch(() => signal.throwIfAborted())
    return compose()
  }
  return {
    engine: 'offline-composer',
    isOffline: true,
    outline: (request, signal) => paced(signal, () => composeOutline(request)),
    lesson: (request, outline, place, ask, signal) => paced(signal, () => composeLesson(request, outline, place.lessonId, ask)),
    assessment: (request, content, moduleId, signal) => paced(signal, () => composeAssessment(request, content, moduleId)),
  }
}
