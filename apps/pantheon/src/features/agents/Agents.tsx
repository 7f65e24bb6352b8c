'use client'
import { loadPart, PageHeader, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useQueryParam } from '../live/use-query-param.ts'
import { useSnapshot } from '../live/use-snapshot.ts'

const CardWaiting = () => <Skeleton shape="portrait" className="h-80" />

// Loaded in parallel with the data.
const AgentCard = dynamic(async () => (await loadPart(() => import('./AgentCard.tsx'))).AgentCard, { ssr: false, loading: CardWaiting })
const PlannedCard = dynamic(async () => (await loadPart(() => import('./PlannedCard.tsx'))).PlannedCard, { ssr: false })
// Loaded with the first detail that is opened.
const AgentDetail = dynamic(async () => (await loadPart(() => import('./AgentDetail.tsx'))).AgentDetail, { ssr: false })

const grid = 'grid grid-cols-1 gap-4 lg:grid-cols-2'

/** The agents as cards; `?agent=` opens one. */
export const Agents = () => {
  const { t } = useTranslation()
  const snapshot = useSnapshot()
  const [openId, setOpenId] = useQueryParam('agent', 'push')
  const agents = snapshot.data?.agentState.agents
  const open = agents?.find((agent) => String(agent.id) === openId)
  const planned = agents?.filter((agent) => agent.state === 'planned') ?? []
  const runningOf = (id: number) => snapshot.data?.agentState.latestJobs.filter((job) => job.agentId === id && job.status === 'running') ?? []
  return (
    <>
      <PageHeader title={t('agents.title')} description={t('agents.text')} />
      {agents === undefined && snapshot.error !== null && <Failed isWhole error={snapshot.error} onRetry={() => void snapshot.refetch()} />}
      {agents === undefined && snapshot.error === null && (
        <div aria-busy className={grid}>
          {['first', 'second'].map((id) => (
            <CardWaiting key={id} />
          ))}
        </div>
      )}
      {agents !== undefined && (
        <>
          <h2 className="sr-only">{t('agents.staff')}</h2>
          <ul aria-label={t('agents.staff')} className={grid}>
            {agents
              .filter((agent) => agent.state !== 'planned')
              .map((agent) => (
                <li key={agent.id}>
                  <AgentCard agent={agent} running={runningOf(agent.id)} onOpen={() => setOpenId(String(agent.id))} />
                </li>
              ))}
          </ul>
          {planned.length > 0 && <h2 className="mt-8 mb-3 text-14 font-semibold text-ink-muted">{t('agents.plannedHeading')}</h2>}
          <ul aria-label={t('agents.plannedHeading')} className="grid grid-cols-1 gap-3 sm:grid-cols-2 2xl:grid-cols-4">
            {planned.map((agent) => (
              <li key={agent.id}>
                <PlannedCard agent={agent} onOpen={() => setOpenId(String(agent.id))} />
              </li>
            ))}
          </ul>
        </>
      )}
      {open !== undefined && <AgentDetail agent={open} onClose={() => setOpenId(null)} />}
    </>
  )
}
