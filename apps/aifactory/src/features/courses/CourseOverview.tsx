import type { Course } from '@pantheon/contract'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { OfflineDraftBadge } from './OfflineDraftBadge.tsx'

/** The first page of a course: description, audience, learning goals and weeks. */
export const CourseOverview = ({ course }: { course: Course }) => {
  const { t } = useTranslation()
  const { content, request, authorship, model } = course
  const lessons = content.modules.flatMap((module) => module.lessons)
  const hours = Math.max(1, Math.round(lessons.reduce((sum, { minutes }) => sum + minutes, 0) / 60))
  return (
    <div className="reading">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-13 text-ink-faint">
        {t('course.facts', { count: request.durationWeeks, lessons: lessons.length, hours })}
        <OfflineDraftBadge authorship={authorship} />
      </p>
      <div lang={request.language}>
        <h1 className="mt-3 text-32 font-semibold">{content.title}</h1>
        <p className="mt-4 text-16 leading-[1.75] text-ink-muted">{content.description}</p>
      </div>
      <p className="mt-3 text-14 text-ink-faint">
        {t('course.audience', { audience: request.targetAudience })} · {t(`ordering.difficulty.${request.difficulty}`)} · {t('course.by', { model })}
      </p>
      {content.objectives.length > 0 && (
        <section aria-labelledby="objectives" className="mt-8">
          <h2 id="objectives" className="text-16 font-semibold">
            {t('course.objectives')}
          </h2>
          <ul lang={request.language} className="mt-3 space-y-2">
            {content.objectives.map((objective) => (
              <li key={objective} className="flex gap-2.5">
                <Check aria-hidden className="mt-1 size-4 shrink-0 text-success-text" />
                <span className="min-w-0 wrap-anywhere">{objective}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ol lang={request.language} className="mt-8 divide-y border-t">
        {content.modules.map((module) => (
          <li key={module.id} className="py-5">
            <h2 className="text-16 font-semibold">
              <span className="mr-3 text-ink-faint tabular-nums">{module.week}</span>
              {module.title}
            </h2>
            <p className="mt-1.5 text-14 text-ink-muted">{module.summary}</p>
          </li>
        ))}
      </ol>
    </div>
  )
}
