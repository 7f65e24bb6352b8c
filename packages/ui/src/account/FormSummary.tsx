'use client'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorSummary } from '../primitives/Field.tsx'
import { waitOf } from './action.ts'
import type { FormSummaryFacts } from './use-contract-form.ts'

/** Counts down. `role="timer"` lets screen readers query it without announcing every second. */
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

/** Errors of a form: fields, a refusal by the server, and the seconds to wait. */
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
