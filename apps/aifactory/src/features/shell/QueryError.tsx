import { errorOf, errorText } from '@pantheon/client'
import { ErrorState, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { SessionEnded } from '../account/SessionEnded.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

/** What a failed query looks like: not found, a server that is down, or the sentence for its code. */
export const QueryError = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { t, i18n } = useTranslation()
  const { code, requestId } = errorOf(error)
  if (code === 'auth.required') return <SessionEnded />
  // An address with something that is no id leads nowhere either.
  if (code.endsWith('.not_found') || code === 'input.invalid' || code === 'input.malformed') return <NotFoundPage />
  if (code === 'network.unreachable') return <ErrorState title={t('state.downTitle')} message={t('state.downText')} onRetry={onRetry} />
  return <ErrorState message={errorText(error, languageOf(i18n.language))} requestId={requestId} onRetry={onRetry} />
}
