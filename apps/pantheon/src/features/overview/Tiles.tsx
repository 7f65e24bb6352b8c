'use client'
import type { Agent, AwsState, CompositeState } from '@pantheon/contract'
import { Badge, Money } from '@pantheon/ui'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { Rolling } from '../live/Rolling.tsx'
import { agentTone, jobTone, keysOf, orderTone, resourceTone } from '../live/tones.ts'
import { StateBar } from './StateBar.tsx'
import { Tile } from './Tile.tsx'
import { type Today, useToday } from './use-today.ts'

/** Statuses of orders in progress. */
const openOrders = ['pending', 'awaiting_approval', 'awaiting_payment', 'paid', 'in_progress'] as const

/** Placeholder of a figure that is loading or that the user may not see. */
const unknown = <span className="text-ink-faint">–</span>

const OrdersTile = ({ businessState: { orders }, placed }: CompositeState & Pick<Today, 'placed'>) => {
  const { t } = useTranslation()
  const open = openOrders.reduce((sum, status) => sum + orders[status], 0)
  const segments = keysOf(orderTone).map((status) => ({ key: status, label: t(`orderStatus.${status}`), count: orders[status], tone: orderTone[status] }))
  return (
    <Tile
      label={t('overview.ordersToday')}
      figure={placed === undefined ? unknown : <Rolling value={placed} />}
      note={t('overview.ordersOpen', { count: open })}
    >
      <StateBar label={t('overview.ordersByStatus')} segments={segments} />
    </Tile>
  )
}

const MoneyTile = ({ revenue }: Pick<Today, 'revenue'>) => {
  const { t } = useTranslation()
  const figure =
    revenue === undefined ? (
      unknown
    ) : revenue.length === 0 ? (
      <span className="text-20 font-medium text-ink-faint">{t('overview.takenNothing')}</span>
    ) : (
      <ul className="space-y-0.5">
        {revenue.map(({ currency, net }, index) => (
          <li key={`${currency} ${net}`} className={index === 0 ? 'animate-rise' : 'animate-rise text-20 leading-7 text-ink-muted'}>
            <Money amount={net} currency={currency} />
          </li>
        ))}
      </ul>
    )
  return <Tile label={t('overview.takenToday')} figure={figure} note={revenue !== undefined && revenue.length > 1 ? t('overview.perCurrency') : undefined} />
}

const JobsTile = ({ agentState: { jobs } }: CompositeState) => {
  const { t } = useTranslation()
  const note = t('overview.jobsNote', { queued: t('overview.jobsQueued', { count: jobs.queued }), failed: t('overview.jobsFailed', { count: jobs.failed }) })
  const segments = keysOf(jobTone).map((status) => ({ key: status, label: t(`jobStatus.${status}`), count: jobs[status], tone: jobTone[status] }))
  return (
    <Tile label={t('overview.jobsRunning')} figure={<Rolling value={jobs.running} />} note={note}>
      <StateBar label={t('overview.jobsByStatus')} segments={segments} />
    </Tile>
  )
}

const AgentsTile = ({ agentState: { agents } }: CompositeState) => {
  const { t } = useTranslation()
  const count = (state: Agent['state']) => agents.filter((agent) => agent.state === state).length
  const segments = keysOf(agentTone).map((state) => ({ key: state, label: t(`agentState.${state}`), count: count(state), tone: agentTone[state] }))
  return (
    <Tile label={t('overview.agents')} figure={<Rolling value={count('working')} />} note={t('overview.agentsOf', { total: agents.length - count('planned') })}>
      <StateBar label={t('overview.agentsByState')} segments={segments} />
    </Tile>
  )
}

const EstateTile = ({ source, accounts, resources, states }: AwsState) => {
  const { t } = useTranslation()
  const segments = keysOf(resourceTone).map((state) => ({ key: state, label: t(`resourceState.${state}`), count: states[state], tone: resourceTone[state] }))
  return (
    <Tile
      label={t('overview.estate')}
      badge={
        source === 'demo' && (
          <Link href="/architecture/" className="rounded-full">
            <Badge>{t('overview.demoEstate')}</Badge>
          </Link>
        )
      }
      figure={<Rolling value={states.active} />}
      note={t('overview.estateOf', { total: resources, accounts })}
    >
      <StateBar label={t('overview.resourcesByState')} segments={segments} />
    </Tile>
  )
}

const fourTiles = 'grid grid-cols-1 gap-3 min-[22rem]:grid-cols-2 sm:gap-4 xl:grid-cols-4'
const fiveTiles =
  'grid grid-cols-1 gap-3 min-[22rem]:grid-cols-2 sm:gap-4 lg:grid-cols-6 xl:grid-cols-5 min-[22rem]:max-lg:[&>:last-child]:col-span-2 [&>*]:lg:col-span-2 [&>*]:xl:col-span-1 [&>:nth-child(n+4)]:lg:col-span-3 [&>:nth-child(n+4)]:xl:col-span-1'

/** The key figures; those of the estate only with the permission. */
export const Tiles = ({ state }: { state: CompositeState }) => {
  const { placed, revenue } = useToday()
  return (
    <div className={state.awsState ? fiveTiles : fourTiles}>
      <OrdersTile {...state} placed={placed} />
      <MoneyTile revenue={revenue} />
      <JobsTile {...state} />
      <AgentsTile {...state} />
      {state.awsState && <EstateTile {...state.awsState} />}
    </div>
  )
}
