'use client'
import { useTRPC } from '@pantheon/client'
import { PageHeader } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { DemoBadge } from './DemoBadge.tsx'
import { EstateWaiting } from './EstateWaiting.tsx'

// What shows data comes while the data is being asked for.
const loadEstate = () => import('./Estate.tsx')
const Estate = dynamic(async () => (await loadEstate()).Estate, { ssr: false, loading: EstateWaiting })

/** The AWS estate: five accounts, what is in them, and what needs what. */
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
          <Failed error={topology.error} onRetry={() => void topology.refetch()} />
        ) : (
          <div aria-busy className="h-[calc(100dvh-17.25rem)] xl:h-[calc(100dvh-14.25rem)] min-h-112">
            <EstateWaiting />
          </div>
        ))}
    </>
  )
}
