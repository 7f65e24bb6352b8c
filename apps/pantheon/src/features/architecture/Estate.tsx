'use client'
import type { Topology } from '@pantheon/contract'
import { Button, cn, EmptyState, loadPart, useMediaQuery } from '@pantheon/ui'
import { Network } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslation } from 'react-i18next'
import { EstateToolbar } from './EstateToolbar.tsx'
import { EstateWaiting, estateHeight } from './EstateWaiting.tsx'
import { matching } from './estate-filter.ts'
import { useEstateAddress } from './use-estate-address.ts'

// The diagram library is the largest dependency of this app, so it is loaded on demand.
const Diagram = dynamic(async () => (await loadPart(() => import('./Diagram.tsx'))).Diagram, { ssr: false, loading: EstateWaiting })
const EstateList = dynamic(async () => (await loadPart(() => import('./EstateList.tsx'))).EstateList, { ssr: false, loading: EstateWaiting })
const ResourcePanel = dynamic(async () => (await loadPart(() => import('./ResourcePanel.tsx'))).ResourcePanel, { ssr: false })

/** The estate as a diagram or a list, filtered by the URL. */
export const Estate = ({ topology }: { topology: Topology }) => {
  const { t } = useTranslation()
  const { filter, setFilter, clear, view: chosenView, setView, openArn, setOpenArn } = useEstateAddress()
  const isWide = useMediaQuery('(min-width: 48rem)', true)
  // A diagram of sixty resources is unreadable on a phone; the list is the default there.
  const view = chosenView ?? (isWide ? 'diagram' : 'list')
  const matches = matching(topology.nodes, filter)
  const open = topology.nodes.find((node) => node.arn === openArn)
  if (topology.accounts.length === 0) {
    return (
      <EmptyState icon={<Network />} title={t('architecture.empty')}>
        {t('architecture.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <EstateToolbar
        filter={filter}
        accounts={topology.accounts}
        shown={matches.size}
        total={topology.nodes.length}
        view={view}
        onFilter={setFilter}
        onClear={clear}
        onView={setView}
      />
      <div className="flex gap-4">
        {matches.size === 0 ? (
          <EmptyState
            className="flex-1"
            title={t('architecture.none')}
            actions={
              <Button variant="secondary" onClick={clear}>
                {t('architecture.clear')}
              </Button>
            }
          >
            {t('architecture.noneText')}
          </EmptyState>
        ) : view === 'list' ? (
          <EstateList topology={topology} matches={matches} onOpen={setOpenArn} />
        ) : (
          <section aria-label={t('architecture.diagramName')} className={cn('min-w-0 flex-1 overflow-hidden rounded-card border', estateHeight)}>
            <p className="sr-only">{t('architecture.diagramHelp')}</p>
            <Diagram topology={topology} matches={matches} openArn={open?.arn ?? null} onOpen={setOpenArn} />
          </section>
        )}
        {open !== undefined && <ResourcePanel beside={view} resource={open} topology={topology} onOpen={setOpenArn} />}
      </div>
    </>
  )
}
