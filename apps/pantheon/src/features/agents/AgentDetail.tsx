'use client'
import { useTRPC } from '@pantheon/client/react'
import type { Agent } from '@pantheon/contract'
import { Badge, DateTime, DefinitionList, Medallion, Sheet, Skeleton } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { JobLine } from '../jobs/JobLine.tsx'
import { Failed } from '../live/Failed.tsx'
import { agentTone } from '../live/tones.ts'
import { AgentCounts } from './AgentCounts.tsx'
import { AgentMeasures } from './AgentMeasures.tsx'
import { monogramOf } from './agent-name.ts'
import { useAgentWords } from './use-agent-words.ts'

/** The API lists the jobs of all agents; the latest ones are filtered by agent here. */
const lookedThrough = 50

const RecentJobs = ({ agent }: { agent: Agent }) => {
  const { t } = useTranslation()
  const jobs = useQuery(useTRPC().agents.jobs.list.queryOptions({ limit: lookedThrough }))
  if (jobs.data === undefined) {
    return jobs.error ? <Failed error={jobs.error} onRetry={() => void jobs.refetch()} /> : <Skeleton shape="text" className="h-24" />
  }
  const own = jobs.data.items.filter((job) => job.agentId === agent.id)
  if (own.length === 0) return <p className="text-14 text-ink-muted">{t('agents.noRecent')}</p>
  return (
    <>
      <ul className="divide-y">
        {own.map((job) => (
          <li key={job.id} className="py-3 first:pt-0">
            <JobLine job={job} />
          </li>
        ))}
      </ul>
      {jobs.data.nextCursor !== null && <p className="mt-2 text-12 text-ink-faint">{t('agents.recentHelp', { count: lookedThrough })}</p>}
    </>
  )
}

const Detail = ({ agent }: { agent: Agent }) => {
  const { t, i18n } = useTranslation()
  const words = useAgentWords(agent)
  const finished = agent.succeeded + agent.failed
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 }).format(finished === 0 ? 0 : agent.succeeded / finished)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the sheet has no focusable content, and must scroll by keyboard
    <div tabIndex={0} role="group" aria-label={t(`agent.${agent.id}.name`)} className="space-y-6">
      <div className="flex items-center gap-4">
        <span aria-hidden>
          <Medallion name={monogramOf(agent.name)} className="size-20" />
        </span>
        <p className="text-ink-muted">{t(`agent.${agent.id}.does`)}</p>
      </div>
      <AgentCounts agent={agent} />
      <DefinitionList
        facts={[
          {
            term: t('agents.state'),
            value: (
              <Badge tone={agentTone[agent.state]} hasDot>
                {t(`agentState.${agent.state}`)}
              </Badge>
            ),
          },
          { term: t('agents.codeName'), value: <code className="font-mono text-13">{agent.name}</code> },
          { term: t('agents.engine'), value: agent.engine ?? t('agents.noEngine') },
          { term: t('agents.record'), value: finished === 0 ? words.nothingEnded : words.rateOf(percent) },
          { term: t('agents.lastActive'), value: agent.lastActiveAt === null ? t('agents.neverActive') : <DateTime at={agent.lastActiveAt} /> },
        ]}
      />
      {agent.isOffline && (
        <p className="rounded-control bg-warning-soft px-3 py-2.5 text-13 text-warning-text">
          <strong className="block font-semibold">{words.offline}</strong>
          {words.offlineHow}
        </p>
      )}
      <section>
        <h3 className="mb-3 text-14 font-semibold">{words.hasJobs ? t('agents.recent') : t('agents.measured')}</h3>
        {words.hasJobs ? <RecentJobs agent={agent} /> : <AgentMeasures agent={agent} />}
      </section>
    </div>
  )
}

/** The detail panel of one agent. */
export const AgentDetail = ({ agent, onClose }: { agent: Agent; onClose: () => void }) => {
  const { t } = useTranslation()
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t(`agent.${agent.id}.name`)} className="md:w-[28rem]">
      <Detail agent={agent} />
    </Sheet>
  )
}
