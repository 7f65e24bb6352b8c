'use client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../patterns/states.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import type { Loaded } from './action.ts'

/** Renders loaded data, a skeleton before that, or the error. Data stays visible when a refetch fails. */
export const LoadedView = <T,>({ state, rows = 2, children }: { state: Loaded<T>; rows?: number; children: (data: T) => ReactNode }) => {
  const { t } = useTranslation('ui')
  if (state.data !== undefined) return children(state.data)
  if (state.problem) return <ErrorState message={state.problem.message} requestId={state.problem.requestId} onRetry={state.retry} />
  return (
    <div aria-busy="true" className="space-y-3">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} shape="card" className="h-32" />
      ))}
    </div>
  )
}
