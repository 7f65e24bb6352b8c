'use client'
import type { Agent, AgentId } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** The position of each agent's star, in a field of 400 by 180. */
const places: Record<AgentId, readonly [x: number, y: number]> = {
  201: [52, 118],
  202: [118, 54],
  203: [186, 96],
  204: [250, 44],
  205: [312, 108],
  301: [364, 58],
}
const lines: readonly (readonly [AgentId, AgentId])[] = [
  [201, 202],
  [202, 203],
  [203, 204],
  [204, 205],
  [205, 301],
  [203, 205],
]
const radius: Record<Agent['state'], number> = { planned: 2.5, idle: 3.5, working: 5 }

const Star = ({ agent }: { agent: Agent }) => {
  const { t } = useTranslation()
  const [x, y] = places[agent.id]
  const isPlanned = agent.state === 'planned'
  return (
    <g transform={`translate(${x} ${y})`}>
      {agent.state === 'working' && <circle r="15" className="animate-beat fill-michael/40" />}
      {!isPlanned && <circle r="9" className="fill-white/15" />}
      <circle r={radius[agent.state]} className={cn(isPlanned ? 'fill-sky stroke-star-muted' : 'fill-white')} strokeWidth="1.2" />
      <text y="24" textAnchor="middle" className={cn('text-[11px]', isPlanned ? 'fill-star-muted' : 'fill-star font-medium')}>
        {t(`column.${agent.id}`)}
      </text>
    </g>
  )
}

/** The agents as stars: bright when available, with a halo while working, hollow when planned. */
export const Constellation = ({ agents, className }: { agents: readonly Agent[]; className?: string }) => {
  const { t } = useTranslation()
  const count = (state: Agent['state']) => agents.filter((agent) => agent.state === state).length
  const label = t('overview.constellation', { working: count('working'), idle: count('idle'), planned: count('planned') })
  return (
    <svg viewBox="0 0 400 180" role="img" aria-label={label} className={className}>
      {lines.map(([from, to]) => {
        const [x1, y1] = places[from]
        const [x2, y2] = places[to]
        return <line key={`${from}-${to}`} x1={x1} y1={y1} x2={x2} y2={y2} stroke="white" strokeOpacity="0.22" />
      })}
      {agents.map((agent) => (
        <Star key={agent.id} agent={agent} />
      ))}
    </svg>
  )
}
