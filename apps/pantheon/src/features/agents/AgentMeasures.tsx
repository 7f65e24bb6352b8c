'use client'
import type { Agent, AgentMeasure } from '@pantheon/contract'
import { DateTime } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** The metrics of an agent besides its job counts. */
export const AgentMeasures = ({ agent }: { agent: Agent }) => {
  const { t, i18n } = useTranslation()
  const count = (n: number | null) => new Intl.NumberFormat(i18n.language).format(n ?? 0)
  const termOf = ({ name, count: found }: AgentMeasure) =>
    name === 'reconciled' && found !== null ? t('agents.measure.reconciledFound', { count: found }) : t(`agents.measure.${name}`)
  const shown = ({ name, count: n, at }: AgentMeasure) => {
    if (name !== 'reconciled') return count(n)
    return at === null ? t('agents.notYet') : <DateTime at={at} />
  }
  return (
    <dl className="mt-1 divide-y text-14">
      {agent.measures.map((measure) => (
        <div key={measure.name} className="flex justify-between gap-4 py-1.5">
          <dt className="text-ink-muted">{termOf(measure)}</dt>
          <dd className="shrink-0 font-medium tabular-nums">{shown(measure)}</dd>
        </div>
      ))}
    </dl>
  )
}
