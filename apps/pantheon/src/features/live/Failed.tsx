'use client'
import { errorOf, errorText } from '@pantheon/client'
import { ErrorState, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** A query that failed: what happened in the reader's words, and a way to try again. */
export const Failed = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { i18n } = useTranslation()
  const { requestId } = errorOf(error)
  return <ErrorState message={errorText(error, languageOf(i18n.language))} requestId={requestId} onRetry={onRetry} />
}
