'use client'
import type { Agent } from '@pantheon/contract'
import { Card, Medallion } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { AgentLink } from './AgentLink.tsx'
import { monogramOf } from './agent-name.ts'

/** A planned agent, without figures. */
export const PlannedCard = ({ agent, onOpen }: { agent: Agent; onOpen: () => void }) => {
  const { t } = useTranslation()
  return (
    <Card className="relative flex h-full items-start gap-3.5 bg-transparent p-4 shadow-none transition-colors hover:bg-surface">
      <span aria-hidden className="opacity-70 grayscale-50">
        <Medallion name={monogramOf(agent.name)} className="size-11" />
      </span>
      <div className="min-w-0">
        <h3 className="text-14 font-semibold">
          <AgentLink name={t(`agent.${agent.id}.name`)} onOpen={onOpen} />
          <span className="ml-2 text-13 font-normal text-ink-faint tabular-nums">{agent.id}</span>
        </h3>
        <p className="mt-1 text-13 text-ink-muted">{t(`agent.${agent.id}.does`)}</p>
      </div>
    </Card>
  )
}
