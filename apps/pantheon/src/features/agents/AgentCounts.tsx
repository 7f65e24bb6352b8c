'use client'
import type { Agent } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { Rolling } from '../live/Rolling.tsx'
import { useAgentWords } from './use-agent-words.ts'

const kinds = ['queued', 'running', 'succeeded', 'failed'] as const

/** The numbers of queued, running, succeeded and failed jobs. */
export const AgentCounts = ({ agent, className }: { agent: Agent; className?: string }) => {
  const { countOf } = useAgentWords(agent)
  return (
    <dl className={cn('grid grid-cols-4 divide-x rounded-control border', className)}>
      {kinds.map((kind) => (
        <div key={kind} className="flex flex-col-reverse px-2 py-2 text-center">
          <dt className="text-12 text-ink-faint">{countOf(kind)}</dt>
          <dd className={cn('text-16 font-semibold', kind === 'failed' && agent.failed > 0 && 'text-danger-text', agent[kind] === 0 && 'text-ink-faint')}>
            <Rolling value={agent[kind]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
