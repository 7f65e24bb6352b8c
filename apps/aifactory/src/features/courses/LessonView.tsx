import type { Course } from '@pantheon/contract'
import { Button, EmptyState } from '@pantheon/ui'
import { LoaderCircle, PenLine, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { LessonEditor } from './LessonEditor.tsx'
import { hasLessonDraft } from './lesson-draft.ts'
import { Markdown } from './Markdown.tsx'
import { RewriteLesson } from './RewriteLesson.tsx'
import type { Section } from './sections.ts'
import { useRewriteProgress } from './use-rewrite-progress.ts'

/** A lesson, with buttons to edit it and to have it rewritten. */
export const LessonView = ({ course, section }: { course: Course; section: Extract<Section, { kind: 'lesson' }> }) => {
  const { t } = useTranslation()
  const { can } = useAccount()
  const { lesson, module } = section
  const isRewriting = useRewriteProgress(course.id, lesson.id)
  const [mode, setMode] = useState<'read' | 'edit'>(() => (hasLessonDraft(course.id, lesson.id) ? 'edit' : 'read'))
  const [isAsking, setAsking] = useState(false)
  if (mode === 'edit') return <LessonEditor course={course} lesson={lesson} onClose={() => setMode('read')} />
  const isChangeable = can('course:edit') && course.status === 'complete' && lesson.body !== ''
  return (
    <article className="reading">
      <header>
        <p className="text-13 text-ink-faint">
          {t('course.week', { week: module.week })} · <span lang={course.request.language}>{module.title}</span> ·{' '}
          {t('course.minutes', { count: lesson.minutes })}
        </p>
        <h1 lang={course.request.language} className="mt-2 text-32 font-semibold">
          {lesson.title}
        </h1>
        {isChangeable && (
          <div className="mt-4 -ml-2.5 flex flex-wrap gap-1">
            <Button variant="ghost" size="small" onClick={() => setMode('edit')}>
              <PenLine />
              {t('course.edit')}
            </Button>
            <Button variant="ghost" size="small" disabled={isRewriting} onClick={() => setAsking(true)}>
              <RefreshCw />
              {t('course.rewrite')}
            </Button>
          </div>
        )}
      </header>
      <p role="status">
        {isRewriting && (
          <span className="mt-4 flex items-center gap-2 rounded-card bg-accent-soft px-4 py-2.5 text-14 text-accent-text">
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            {t('rewrite.running')}
          </span>
        )}
      </p>
      <div lang={course.request.language}>
        {lesson.body === '' ? (
          <EmptyState title={t('course.lessonEmpty')} className="mt-6">
            {t('course.writingText')}
          </EmptyState>
        ) : (
          <Markdown text={lesson.body} className="mt-6" />
        )}
        {lesson.keyPoints.length > 0 && (
          <section aria-label={t('course.keyPoints')} className="mt-8 rounded-card border bg-surface p-5">
            <h2 className="text-14 font-semibold">{t('course.keyPoints')}</h2>
            <ul className="mt-2.5 list-disc space-y-1.5 pl-5 text-14 text-ink-muted marker:text-ink-faint">
              {lesson.keyPoints.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <RewriteLesson courseId={course.id} lessonId={lesson.id} isOpen={isAsking} onOpenChange={setAsking} />
    </article>
  )
}
