import { zodResolver } from '@hookform/resolvers/zod'
import { type Course, EditLesson, type Lesson } from '@pantheon/contract'
import { Button, cn, ErrorSummary, Field, Input, Textarea, toast } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { LessonConflict } from './LessonConflict.tsx'
import { dropLessonDraft, keepLessonDraft, type LessonDraft, readLessonDraft } from './lesson-draft.ts'
import { Markdown } from './Markdown.tsx'
import { useSaveLesson } from './use-save-lesson.ts'

const views = ['write', 'preview'] as const

/** Edits a lesson manually. Unsaved text is kept in this tab until it is saved or discarded. */
export const LessonEditor = ({ course, lesson, onClose }: { course: Course; lesson: Lesson; onClose: () => void }) => {
  const { t } = useTranslation(['app', 'desk'])
  const [restored] = useState(() => readLessonDraft(course.id, lesson.id))
  const [view, setView] = useState<(typeof views)[number]>('write')
  const { save, isSaving, theirs } = useSaveLesson(course, lesson)
  const showError = useErrorToast()
  const form = useForm({
    resolver: zodResolver(EditLesson.pick({ title: true, body: true })),
    defaultValues: restored ?? { title: lesson.title, body: lesson.body },
    shouldFocusError: false,
  })
  const { errors, submitCount } = form.formState
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepLessonDraft(course.id, lesson.id, values) }),
    [form, course.id, lesson.id],
  )

  const leave = () => {
    dropLessonDraft(course.id, lesson.id)
    onClose()
  }
  const submit = form.handleSubmit(async (draft: LessonDraft) => {
    try {
      if (!(await save(draft))) return
      toast.success(t('desk:editor.saved'))
      leave()
    } catch (error) {
      showError(error)
    }
  })
  const bodyProblem = errors.body && t(errors.body.type === 'custom' ? 'desk:editor.bodyTooNested' : 'desk:editor.bodyProblem')
  const problems = [
    ...(errors.title ? [{ fieldId: 'lesson-title', message: t('desk:editor.titleProblem') }] : []),
    ...(bodyProblem ? [{ fieldId: 'lesson-body', message: bodyProblem }] : []),
  ]
  return (
    <form noValidate onSubmit={submit} aria-label={t('desk:editor.title')} className="max-w-3xl">
      <h1 className="mb-5 text-24 font-semibold">{t('desk:editor.title')}</h1>
      <div className="flex flex-col gap-4">
        <ErrorSummary problems={problems} attempt={submitCount} />
        {restored && (
          <p role="status" className="rounded-card bg-info-soft px-4 py-2.5 text-14 text-info-text">
            {t('desk:editor.draft')}
          </p>
        )}
        {theirs && <LessonConflict theirs={theirs} isSaving={isSaving} onTakeTheirs={leave} />}
        <Field id="lesson-title" label={t('desk:editor.lessonTitle')} error={errors.title && t('desk:editor.titleProblem')}>
          <Input lang={course.request.language} {...form.register('title')} />
        </Field>
        <div role="tablist" aria-label={t('desk:editor.title')} className="flex gap-1 border-b">
          {views.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={view === name}
              onClick={() => setView(name)}
              className={cn(
                '-mb-px border-b-2 px-3 py-2 text-14',
                view === name ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-muted hover:text-ink',
              )}
            >
              {t(`desk:editor.${name}`)}
            </button>
          ))}
        </div>
        <div className={cn(view === 'preview' && 'hidden')}>
          <Field id="lesson-body" label={t('desk:editor.body')} help={t('desk:editor.bodyHelp')} error={bodyProblem}>
            <Textarea rows={18} lang={course.request.language} className="max-h-[70dvh] font-mono text-14 leading-6 md:text-13" {...form.register('body')} />
          </Field>
        </div>
        {view === 'preview' && (
          <div lang={course.request.language} className="rounded-card border bg-surface p-5 md:p-6">
            <Markdown text={form.getValues('body')} />
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={leave}>
            {t('desk:editor.cancel')}
          </Button>
          <Button type="submit" isPending={isSaving}>
            {t(theirs ? 'desk:editor.saveMine' : 'desk:editor.save')}
          </Button>
        </div>
      </div>
    </form>
  )
}
