'use client'
import type { Agent, AiJob } from '@pantheon/contract'
import { Badge, Card, Medallion } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { JobLine } from '../jobs/JobLine.tsx'
import { agentTone } from '../live/tones.ts'
import { AgentCounts } from './AgentCounts.tsx'
import { AgentLink } from './AgentLink.tsx'
import { AgentMeasures } from './AgentMeasures.tsx'
import { monogramOf } from './agent-name.ts'
import { useAgentWords } from './use-agent-words.ts'

const Now = ({ running }: { running: readonly AiJob[] }) => {
  const { t } = useTranslation()
  if (running.length === 0) return <p className="mt-1 text-14 text-ink-muted">{t('agents.nothingNow')}</p>
  return (
    <ul className="mt-2 space-y-3">
      {running.map((job) => (
        <li key={job.id}>
          <JobLine job={job} />
        </li>
      ))}
    </ul>
  )
}

/** An agent with its state and running jobs. The whole card opens the detail. */
export const AgentCard = ({ agent, running, onOpen }: { agent: Agent; running: readonly AiJob[]; onOpen: () => void }) => {
  const { t } = useTranslation()
  const words = useAgentWords(agent)
  const name = t(`agent.${agent.id}.name`)
  return (
    <Card className="relative flex h-full flex-col p-5 transition-shadow focus-within:shadow-2 hover:shadow-2">
      <div className="flex items-start gap-4">
        <span aria-hidden>
          <Medallion name={monogramOf(agent.name)} className="size-16" />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-2">
            <h3 className="text-16 font-semibold">
              <AgentLink name={name} onOpen={onOpen} />
            </h3>
            <Badge tone={agentTone[agent.state]} hasDot>
              {t(`agentState.${agent.state}`)}
            </Badge>
          </div>
          <p className="mt-0.5 text-13 text-ink-faint tabular-nums">{agent.id}</p>
        </div>
      </div>
      <p className="mt-4 text-ink-muted">{t(`agent.${agent.id}.does`)}</p>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-13 text-ink-faint">
        {t('agents.engineIs', { engine: agent.engine ?? t('agents.noEngine') })}
        {agent.isOffline && <Badge tone="warning">{words.offline}</Badge>}
      </p>
      <AgentCounts agent={agent} className="mt-4" />
      <div className="mt-4 border-t pt-3">
        <h4 className="text-12 font-medium text-ink-faint">{words.hasJobs ? t('agents.now') : t('agents.measured')}</h4>
        {words.hasJobs ? <Now running={running} /> : <AgentMeasures agent={agent} />}
      </div>
    </Card>
  )
}
