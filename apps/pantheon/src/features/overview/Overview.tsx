'use client'
import { PageHeader } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useSnapshot } from '../live/use-snapshot.ts'
import { Feed } from './Feed.tsx'
import { LatestJobs } from './LatestJobs.tsx'
import { LatestOrders, LatestPayments } from './LatestTrade.tsx'
import { OverTime } from './OverTime.tsx'
import { Tiles } from './Tiles.tsx'
import { VerdictBand } from './VerdictBand.tsx'
import { Waiting } from './Waiting.tsx'

/** The status overview: one screen, live. */
export const Overview = () => {
  const { t } = useTranslation()
  const snapshot = useSnapshot()
  const state = snapshot.data
  if (state === undefined && snapshot.error === null) return <Waiting />
  if (state === undefined) {
    return (
      <>
        <PageHeader title={t('overview.title')} />
        <Failed isWhole error={snapshot.error} onRetry={() => void snapshot.refetch()} />
      </>
    )
  }
  return (
    <div className="space-y-4">
      <VerdictBand state={state} />
      <Tiles state={state} />
      <OverTime />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
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
