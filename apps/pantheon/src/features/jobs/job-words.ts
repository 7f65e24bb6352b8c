import type { AiJob, JobStep, JobType } from '@pantheon/contract'
import type { Translate } from '../../i18n.ts'

type JobOf<T extends JobType> = Extract<AiJob, { type: T }>
/** The texts for jobs of a type. */
interface JobWords<T extends JobType> {
  title(job: JobOf<T>, t: Translate): string
  step(step: NonNullable<JobOf<T>['step']>, t: Translate): string
}

const words: { readonly [T in JobType]: JobWords<T> } = {
  course: {
    title: ({ input }, t) => (input.task === 'write_course' ? t('job.course', { topic: input.request.topic }) : t('job.lessonAgain')),
    step: ({ phase, ...step }, t) => t(`job.step.${phase}`, step),
  },
}
/** A newer server may have job types that are unknown here. */
const wordsOf = (type: string): JobWords<JobType> | undefined => (words as Partial<Record<string, JobWords<JobType>>>)[type]

/** The title of a job. */
export const jobTitle = (job: AiJob, t: Translate): string => wordsOf(job.type)?.title(job, t) ?? t('job.other', { type: job.type })

/** The current step of a job: "lesson 3 of 8: Knots". */
export const stepWords = (type: string, step: JobStep, t: Translate): string => wordsOf(type)?.step(step, t) ?? ''
