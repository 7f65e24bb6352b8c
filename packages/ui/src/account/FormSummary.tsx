'use client'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorSummary } from '../primitives/Field.tsx'
import { waitOf } from './action.ts'
import type { FormSummaryFacts } from './use-contract-form.ts'

/** Counts down; a timer by its role, so that it is there to be asked and does not speak every second. */
const Countdown = ({ seconds }: { seconds: number }) => {
  const { t } = useTranslation('account')
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const end = Date.now() + seconds * 1000
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 250)
    return () => clearInterval(timer)
  }, [seconds])
  return left > 0 ? (
    <p role="timer" className="-mt-2 text-13 text-ink-muted tabular-nums">
      {t('wait.seconds', { count: left })}
    </p>
  ) : (
    <p role="status" className="-mt-2 text-13 text-success-text">
      {t('wait.over')}
    </p>
  )
}

/** What stands in the way of a form: fields, a refusal, how long to wait. */
export const FormSummary = ({ problems, refusal, isUnreachable, attempt }: FormSummaryFacts) => {
  const { t } = useTranslation('account')
  const wait = waitOf(refusal)
  return (
    <>
      <ErrorSummary problems={problems} message={isUnreachable ? t('problem.unreachable') : refusal?.message} attempt={attempt} />
      {wait !== undefined && <Countdown key={attempt} seconds={wait} />}
    </>
  )
}
