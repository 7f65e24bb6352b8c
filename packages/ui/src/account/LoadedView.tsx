'use client'
import type { Permission } from '@pantheon/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NotAllowed } from '../patterns/NotAllowed.tsx'
import { ErrorState } from '../patterns/states.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import type { Loaded } from './action.ts'

/** A part the user lacks a permission for: which one, and who can grant it. */
export const Locked = ({ permission }: { permission: Permission }) => <NotAllowed isPart permission={permission} />

/** Why data could not be loaded, with a retry. */
export const Refused = ({ refusal, retry }: { refusal: NonNullable<Loaded<unknown>['refusal']>; retry: () => void }) => {
  const { permission } = refusal.details
  if (refusal.code === 'auth.forbidden' && typeof permission === 'string') return <Locked permission={permission as Permission} />
  return <ErrorState message={refusal.message} requestId={refusal.requestId} onRetry={retry} />
}

interface LoadedViewProps<T> {
  state: Loaded<T>
  /** By default two cards. */
  skeleton?: ReactNode
  rows?: number
  children: (data: T) => ReactNode
}

/** Renders loaded data, a skeleton before that, or the error. Data stays visible when a refetch fails. */
export const LoadedView = <T,>({ state, rows = 2, skeleton, children }: LoadedViewProps<T>) => {
  const { t } = useTranslation('ui')
  if (state.data !== undefined) return children(state.data)
  if (state.refusal) return <Refused refusal={state.refusal} retry={state.retry} />
  return (
    <div aria-busy="true" className="space-y-3">
      <span className="sr-only">{t('loading')}</span>
      {skeleton ?? Array.from({ length: rows }, (_, row) => <Skeleton key={row} shape="card" className="h-32" />)}
    </div>
  )
}
