'use client'
import { PageHeader, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useQueryParam } from '../live/use-query-param.ts'
import { useSnapshot } from '../live/use-snapshot.ts'
import { AgentCard } from './AgentCard.tsx'

// The sheet comes with the first detail that is opened.
const AgentDetail = dynamic(async () => (await import('./AgentDetail.tsx')).AgentDetail, { ssr: false })

const grid = 'grid gap-4 sm:grid-cols-2 xl:grid-cols-3'

/** The agents as portraits; `?agent=` opens one. */
export const Agents = () => {
  const { t } = useTranslation()
  const snapshot = useSnapshot()
  const [openId, setOpenId] = useQueryParam('agent', 'push')
  const agents = snapshot.data?.agentState.agents
  const open = agents?.find((agent) => String(agent.id) === openId)
  const runningOf = (id: number) => snapshot.data?.agentState.latestJobs.filter((job) => job.agentId === id && job.status === 'running') ?? []
  return (
    <>
      <PageHeader title={t('agents.title')} description={t('agents.text')} />
      {agents === undefined && snapshot.error !== null && <Failed error={snapshot.error} onRetry={() => void snapshot.refetch()} />}
      {agents === undefined && snapshot.error === null && (
        <div aria-busy className={grid}>
          {['201', '202', '203', '204', '205', '301'].map((id) => (
            <Skeleton key={id} className="h-80 rounded-card" />
          ))}
        </div>
      )}
      {agents !== undefined && (
        <ul aria-label={t('agents.title')} className={grid}>
          {agents.map((agent) => (
            <li key={agent.id}>
              <AgentCard agent={agent} running={runningOf(agent.id)} onOpen={() => setOpenId(String(agent.id))} />
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && <AgentDetail agent={open} onClose={() => setOpenId(null)} />}
    </>
  )
}
