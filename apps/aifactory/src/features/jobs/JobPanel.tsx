import type { AiJob, JobType } from '@pantheon/contract'
import { Badge, Button, Card, Dialog, Progress, toast } from '@pantheon/ui'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { useOrderCourse } from '../courses/use-courses.ts'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { LiveCourse } from './LiveCourse.tsx'
import { useJobWords } from './use-job-words.ts'
import { isUnderWay, useCancelJob, useElapsed, useRetryJob } from './use-jobs.ts'

const tones = { queued: 'neutral', running: 'accent', succeeded: 'success', failed: 'danger', cancelled: 'neutral' } as const

interface WorkProps {
  job: AiJob
  orderId: string
}

const CourseWork = ({ job, orderId }: WorkProps) => {
  const course = useOrderCourse(orderId)
  return course.queries.some(hasFailedToLoad) ? <PartError queries={course.queries} /> : <LiveCourse course={course.data} isWriting={isUnderWay(job)} />
}

/** The view of a job's output, by job type. A newer server may have types that are unknown here. */
const works: Readonly<Partial<Record<string, ComponentType<WorkProps>>>> = { course: CourseWork } satisfies Record<JobType, ComponentType<WorkProps>>

/** A job's status, progress, elapsed time and live output. */
export const JobPanel = ({ job, orderId }: WorkProps) => {
  const Work = works[job.type]
  const { t } = useTranslation()
  const { can } = useAccount()
  const words = useJobWords(job)
  const elapsed = useElapsed(job)
  const cancel = useCancelJob()
  const retry = useRetryJob()
  const showError = useErrorToast()
  const [isAsking, setAsking] = useState(false)
  const stop = () =>
    cancel.mutate(
      { id: job.id },
      {
        onSuccess: () => toast.info(t('job.stopped')),
        onError: showError,
        onSettled: () => setAsking(false),
      },
    )
  return (
    <Card className="overflow-hidden">
      <section aria-labelledby="job-title">
        <div className="border-b p-5">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 id="job-title" className="flex items-center gap-3 text-20 font-semibold">
              {t('job.title')}
              {job.attempts > 1 && <Badge tone={tones[job.status]}>{t('job.attempts', { count: job.attempts })}</Badge>}
            </h2>
            <div className="flex items-center gap-2">
              {isUnderWay(job) && can('job:cancel') && (
                <Button variant="secondary" size="small" onClick={() => setAsking(true)}>
                  {t('job.cancel')}
                </Button>
              )}
              {(job.status === 'failed' || job.status === 'cancelled') && can('job:retry') && (
                <Button
                  size="small"
                  isPending={retry.isPending}
                  onClick={() => retry.mutate({ id: job.id }, { onSuccess: () => toast.success(t('job.retried')), onError: showError })}
                >
                  {t('job.retry')}
                </Button>
              )}
            </div>
          </div>
          <p role="status" className="mt-3 min-h-6 text-14 text-ink-muted">
            {words}
          </p>
          <Progress value={job.progress} label={t('job.progress')} valueText={words} className="mt-2" />
          <p className="mt-2 flex justify-between text-13 text-ink-faint tabular-nums">
            <span>
              {t('job.elapsed')} {elapsed}
            </span>
            <span>{t('job.percent', { percent: job.progress })}</span>
          </p>
          {job.status === 'failed' && job.errorMessage !== null && <p className="mt-3 text-13 text-danger-text">{job.errorMessage}</p>}
        </div>
        {Work && <Work job={job} orderId={orderId} />}
      </section>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('job.cancelTitle')}
        description={t('job.cancelText')}
        actions={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t('job.keep')}
            </Button>
            <Button variant="danger" isPending={cancel.isPending} onClick={stop}>
              {t('job.cancel')}
            </Button>
          </>
        }
      />
    </Card>
  )
}
