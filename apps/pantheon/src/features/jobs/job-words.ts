import type { AiJob } from '@pantheon/contract'
import type { Translate } from '../../i18n.ts'

/** What a job is about, in words. */
export const jobTitle = (job: AiJob, t: Translate): string =>
  job.input.task === 'write_course' ? t('job.course', { topic: job.input.request.topic }) : t('job.lessonAgain')

/** Where a job stands, in words: "lesson 3 of 8: Knots". */
export const stepWords = ({ phase, ...step }: NonNullable<AiJob['step']>, t: Translate): string => t(`job.step.${phase}`, step)
