'use client'
import type { AiJob } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { JobLine } from '../jobs/JobLine.tsx'
import { Nothing, Panel } from './Panel.tsx'

/** The latest jobs, running ones first. */
export const LatestJobs = ({ jobs }: { jobs: readonly AiJob[] }) => {
  const { t } = useTranslation()
  const isUnderWay = (job: AiJob) => job.status === 'running' || job.status === 'queued'
  const shown = [...jobs.filter(isUnderWay), ...jobs.filter((job) => !isUnderWay(job))].slice(0, 6)
  return (
    <Panel title={t('overview.jobs')}>
      {shown.length === 0 ? (
        <Nothing title={t('overview.noJobs')} text={t('overview.noJobsText')} />
      ) : (
        <ul aria-label={t('overview.jobs')} className="divide-y">
          {shown.map((job) => (
            <li key={job.id} className="py-3 first:pt-0 last:pb-0">
              <JobLine job={job} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
