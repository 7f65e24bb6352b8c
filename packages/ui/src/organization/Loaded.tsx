'use client'
import type { Permission } from '@pantheon/contract'
import type { ReactNode } from 'react'
import { NotAllowed } from '../patterns/NotAllowed.tsx'
import { ErrorState } from '../patterns/states.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import type { Source } from './source.ts'

/** A part the user lacks a permission for: which one, and who can grant it. */
export const Locked = ({ permission }: { permission: Permission }) => <NotAllowed isPart permission={permission} />

/** Why data could not be loaded, with a retry. */
export const Refused = ({ refusal, retry }: { refusal: NonNullable<Source<unknown>['refusal']>; retry: () => void }) => {
  const { permission } = refusal.details
  if (refusal.code === 'auth.forbidden' && typeof permission === 'string') return <Locked permission={permission as Permission} />
  return <ErrorState message={refusal.message} requestId={refusal.requestId} onRetry={retry} />
}

interface LoadedProps<T> {
  source: Source<T>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Renders loaded data, a skeleton before that, or the error. Data stays visible when a refetch fails. */
export const Loaded = <T,>({ source, skeleton, children }: LoadedProps<T>) => {
  if (source.data !== undefined) return children(source.data)
  if (source.refusal) return <Refused refusal={source.refusal} retry={source.retry} />
  return <div aria-busy="true">{skeleton ?? <Skeleton shape="card" className="h-48" />}</div>
}
