import { toast } from '@pantheon/ui'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnderWay, useRewriteJob } from '../jobs/use-jobs.ts'

/** Whether the agent is rewriting this lesson; shows a toast with the outcome when the job ends. */
export const useRewriteProgress = (courseId: string, lessonId: string): boolean => {
  const { t } = useTranslation()
  const { data: job } = useRewriteJob(courseId, lessonId)
  const isRewriting = job !== undefined && isUnderWay(job)
  const watched = useRef<string>(undefined)
  useEffect(() => {
    if (!job) return
    if (isUnderWay(job)) watched.current = job.id
    else if (watched.current === job.id) {
      watched.current = undefined
      if (job.status === 'succeeded') toast.success(t('rewrite.done'))
      if (job.status === 'failed') toast.error(t('rewrite.failed'))
    }
  }, [job, t])
  return isRewriting
}
