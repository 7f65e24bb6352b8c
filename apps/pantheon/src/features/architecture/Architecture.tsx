'use client'
import { useTRPC } from '@pantheon/client/react'
import { loadPart, PageHeader, Skeleton } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { DemoBadge } from './DemoBadge.tsx'
import { EstateWaiting } from './EstateWaiting.tsx'

// Loaded in parallel with the data.
const loadEstate = () => loadPart(() => import('./Estate.tsx'))
const Estate = dynamic(async () => (await loadEstate()).Estate, { ssr: false, loading: EstateWaiting })

/** The AWS estate: five accounts, their resources, and the dependencies. */
export const Architecture = () => {
  const { t } = useTranslation()
  useEffect(() => void loadEstate(), [])
  const topology = useQuery(useTRPC().aws.topology.queryOptions({}))
  return (
    <>
      <PageHeader className="mb-4" title={t('architecture.title')} badge={topology.data?.source === 'demo' && <DemoBadge />} />
      {topology.data !== undefined && <Estate topology={topology.data} />}
      {topology.data === undefined &&
        (topology.error ? (
          <Failed isWhole error={topology.error} onRetry={() => void topology.refetch()} />
        ) : (
          <div aria-busy>
            <Skeleton className="mb-3 h-9.5 max-w-2xl" />
            <EstateWaiting />
          </div>
        ))}
    </>
  )
}
