import { errorOf, errorText } from '@pantheon/client/react'
import { Card, ErrorState, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { SessionEnded } from '../account/SessionEnded.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

interface QueryErrorProps {
  error: unknown
  onRetry: () => void
  className?: string
}

/** What a failed query looks like: not found, a server that is down, or the sentence for its code. */
export const QueryError = ({ error, onRetry, className = '' }: QueryErrorProps) => {
  const { t, i18n } = useTranslation()
  const { code, requestId } = errorOf(error)
  if (code === 'auth.required') return <SessionEnded />
  // An address with something that is no id leads nowhere either.
  if (code.endsWith('.not_found') || code === 'input.invalid' || code === 'input.malformed') return <NotFoundPage />
  if (code === 'network.unreachable') return <ErrorState title={t('state.downTitle')} message={t('state.downText')} onRetry={onRetry} className={className} />
  return <ErrorState message={errorText(error, languageOf(i18n.language))} requestId={requestId} onRetry={onRetry} className={className} />
}

interface PartErrorProps {
  /** The part's own heading; without it, the part is framed by another. */
  title?: string
  /** What belongs together: it is asked for again together. */
  queries: readonly { isError: boolean; error: unknown; refetch: () => Promise<unknown> }[]
}

/** A part of a page that could not be read while the others were. */
export const PartError = ({ title, queries }: PartErrorProps) => {
  const failed = queries.filter(({ isError }) => isError)
  const again = () => void Promise.all(failed.map(({ refetch }) => refetch()))
  const problem = <QueryError error={failed[0]?.error} onRetry={again} className="border-none px-0 py-4" />
  if (title === undefined) return problem
  return (
    <Card className="p-5">
      <h2 className="text-16 font-semibold">{title}</h2>
      {problem}
    </Card>
  )
}

/** True when something could not be read, and nothing of it is known from before. */
export const isLost = ({ isError, data }: { isError: boolean; data: unknown }): boolean => isError && data === undefined
