'use client'
import type { AiJob } from '@pantheon/contract'
import { Badge, Progress, RelativeTime } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { jobTone } from '../live/tones.ts'
import { jobTitle, stepWords } from './job-words.ts'

/** One job: title and status, and while it runs its progress and current step. */
export const JobLine = ({ job }: { job: AiJob }) => {
  const { t } = useTranslation()
  const title = jobTitle(job, t)
  const step = job.step === null ? undefined : stepWords(job.type, job.step, t)
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 truncate text-14 font-medium">{title}</p>
        <Badge tone={jobTone[job.status]} hasDot>
          {t(`jobStatus.${job.status}`)}
        </Badge>
      </div>
      {job.status === 'running' && (
        <div className="mt-2 flex items-center gap-3">
          <Progress value={job.progress} label={t('job.progress', { job: title })} valueText={step} className="flex-1" />
          <span className="w-11 text-right text-13 text-ink-muted tabular-nums">{t('job.percent', { percent: job.progress })}</span>
        </div>
      )}
      <p className="mt-1 flex justify-between gap-3 text-13 text-ink-faint">
        <span className="min-w-0 truncate">{job.status === 'running' && step !== undefined ? step : (job.errorMessage ?? t(`agent.${job.agentId}.name`))}</span>
        <RelativeTime at={job.completedAt ?? job.startedAt ?? job.createdAt} className="shrink-0" />
      </p>
    </div>
  )
}
