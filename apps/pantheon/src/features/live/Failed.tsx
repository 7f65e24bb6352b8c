'use client'
import { errorOf, errorText } from '@pantheon/client/react'
import { ErrorState, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

interface FailedProps {
  error: unknown
  onRetry: () => void
  /** Nothing else is on the page. */
  isWhole?: boolean
}

/** A query that failed: what happened in the reader's words, and a way to try again. */
export const Failed = ({ error, onRetry, isWhole = false }: FailedProps) => {
  const { t, i18n } = useTranslation()
  const { code, requestId } = errorOf(error)
  if (isWhole && code === 'network.unreachable') {
    return (
      <div data-unloaded>
        <ErrorState title={t('state.unloadedTitle')} message={t('quiet.text', { ns: 'ui' })} onRetry={onRetry} />
      </div>
    )
  }
  return <ErrorState message={errorText(error, languageOf(i18n.language))} requestId={requestId} onRetry={onRetry} />
}
