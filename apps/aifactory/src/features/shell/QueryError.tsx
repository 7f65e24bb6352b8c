import { errorOf, errorText } from '@pantheon/client/react'
import { Card, ErrorState, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { SignInInvitation } from '../account/SignInInvitation.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

interface QueryErrorProps {
  error: unknown
  onRetry: () => void
  className?: string
}

/** The error of a failed query: not found, server unavailable, or the message for its code. */
export const QueryError = ({ error, onRetry, className = '' }: QueryErrorProps) => {
  const { t, i18n } = useTranslation()
  const { code, requestId } = errorOf(error)
  if (code === 'auth.required') return <SignInInvitation />
  // A URL with an invalid id is not found either.
  if (code.endsWith('.not_found') || code === 'input.invalid' || code === 'input.malformed') return <NotFoundPage />
  if (code === 'network.unreachable') return <ErrorState title={t('state.downTitle')} message={t('state.downText')} onRetry={onRetry} className={className} />
  return <ErrorState message={errorText(error, languageOf(i18n.language))} requestId={requestId} onRetry={onRetry} className={className} />
}

interface PartErrorProps {
  /** The section's own heading; omit it where another element frames the section. */
  title?: string
  /** Queries that are refetched together. */
  queries: readonly { isError: boolean; error: unknown; refetch: () => Promise<unknown> }[]
}

/** Error of a section of a page that could not be loaded. */
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

/** True when a query failed without earlier data. */
export const hasFailedToLoad = ({ isError, data }: { isError: boolean; data: unknown }): boolean => isError && data === undefined
