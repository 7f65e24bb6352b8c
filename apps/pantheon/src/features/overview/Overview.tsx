'use client'
import { Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useSnapshot } from '../live/use-snapshot.ts'
import { Feed } from './Feed.tsx'
import { LatestJobs } from './LatestJobs.tsx'
import { LatestOrders, LatestPayments } from './LatestTrade.tsx'
import { Tiles } from './Tiles.tsx'
import { VerdictBand } from './VerdictBand.tsx'

const Waiting = () => {
  const { t } = useTranslation()
  return (
    <div aria-busy className="space-y-4">
      <h1 className="sr-only">{t('overview.title')}</h1>
      <Skeleton className="h-52 rounded-card" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
        {['orders', 'money', 'jobs', 'agents', 'estate'].map((key) => (
          <Skeleton key={key} className="h-44 rounded-card" />
        ))}
      </div>
      <div className="grid gap-4 lg:grid-cols-[1fr_22rem]">
        <Skeleton className="h-96 rounded-card" />
        <Skeleton className="h-96 rounded-card" />
      </div>
    </div>
  )
}

/** Is everything all right? One screen, live. */
export const Overview = () => {
  const snapshot = useSnapshot()
  const state = snapshot.data
  if (state === undefined) return snapshot.error ? <Failed error={snapshot.error} onRetry={() => void snapshot.refetch()} /> : <Waiting />
  return (
    <div className="space-y-4">
      <VerdictBand state={state} />
      <Tiles state={state} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4 xl:grid-cols-2">
          <div className="xl:col-span-2">
            <LatestJobs jobs={state.agentState.latestJobs} />
          </div>
          <LatestOrders orders={state.businessState.latestOrders} />
          <LatestPayments payments={state.businessState.latestPayments} />
        </div>
        <Feed state={state} />
      </div>
    </div>
  )
}
