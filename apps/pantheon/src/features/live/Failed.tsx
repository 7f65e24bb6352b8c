'use client'
import { errorOf, errorText } from '@pantheon/client/react'
import { ErrorState, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

interface FailedProps {
  error: unknown
  onRetry: () => void
  /** True where the error is the whole page. */
  isWhole?: boolean
}

/** The error of a failed query, with a retry. */
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
