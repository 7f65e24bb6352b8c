import type { AiJob } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'

/** The progress of a job as a text: "Lesson 3 of 8: …". */
export const useJobWords = (job: AiJob): string => {
  const { t } = useTranslation()
  if (job.status !== 'running') return t(`job.${job.status}`)
  if (!job.step) return t('job.running')
  if (job.type !== 'course') return t('job.running')
  const { phase, current, total, title } = job.step
  return phase === 'lesson' || phase === 'assessment' ? t(`job.${phase}`, { current, total, title }) : t(`job.${phase}`)
}
