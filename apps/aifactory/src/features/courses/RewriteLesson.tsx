import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf } from '@pantheon/client/react'
import { RegenerateLesson } from '@pantheon/contract'
import { Button, Dialog, Field, sentenceGap, Textarea, toast } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useRewriteLesson } from './use-courses.ts'

interface RewriteLessonProps {
  courseId: string
  lessonId: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

const isExhausted = (error: unknown): boolean => error !== null && errorOf(error).code === 'credits.exhausted'

/** Asks for instructions, then has the agent rewrite one lesson. */
export const RewriteLesson = ({ courseId, lessonId, isOpen, onOpenChange }: RewriteLessonProps) => {
  const { t, i18n } = useTranslation()
  const rewrite = useRewriteLesson()
  const showError = useErrorToast()
  const form = useForm({ resolver: zodResolver(RegenerateLesson.pick({ guidance: true })), defaultValues: { guidance: '' } })
  const submit = form.handleSubmit(({ guidance }) =>
    rewrite.mutate(
      { id: courseId, lessonId, guidance },
      {
        onSuccess: () => {
          onOpenChange(false)
          form.reset()
          toast.info(t('rewrite.started'))
        },
        // A toast behind the dialog could not be clicked, so the link to more credits is inside it.
        onError: (error) => (isExhausted(error) ? undefined : showError(error)),
      },
    ),
  )
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('rewrite.title')}
      description={t('rewrite.text')}
      actions={
        <>
          <Button variant="secondary" onClick={() => onOpenChange(false)}>
            {t('order.keep')}
          </Button>
          <Button type="submit" form="rewrite-lesson" isPending={rewrite.isPending}>
            {t('rewrite.start')}
          </Button>
        </>
      }
    >
      <form id="rewrite-lesson" noValidate onSubmit={submit}>
        <Field
          label={t('rewrite.guidance')}
          help={t('rewrite.guidanceHelp')}
          isOptionalHint={t('rewrite.optional')}
          error={form.formState.errors.guidance && t('rewrite.guidanceProblem')}
        >
          <Textarea rows={3} {...form.register('guidance')} />
        </Field>
        {isExhausted(rewrite.error) && (
          <p role="alert" className="mt-4 rounded-control bg-warning-soft px-3 py-2 text-14 text-warning-text">
            {t('rewrite.exhausted')}
            {sentenceGap(i18n.language)}
            <Link to="/plan" className="font-medium underline underline-offset-3">
              {t('rewrite.plans')}
            </Link>
          </p>
        )}
      </form>
    </Dialog>
  )
}
