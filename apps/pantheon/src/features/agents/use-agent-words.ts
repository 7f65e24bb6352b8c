'use client'
import type { Agent } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'

/** Agents that do not run jobs, and so have messages of their own. */
const ownWords = [204, 205] as const
const worded = (id: Agent['id']) => ownWords.find((each) => each === id)

/** The messages for an agent's work: jobs, payments, or approvals. */
export const useAgentWords = ({ id }: Pick<Agent, 'id'>) => {
  const { t } = useTranslation()
  const own = worded(id)
  return {
    hasJobs: own === undefined,
    countOf: (kind: 'queued' | 'running' | 'succeeded' | 'failed'): string => (own === undefined ? t(`agents.${kind}`) : t(`agents.of.${own}.${kind}`)),
    nothingEnded: own === undefined ? t('agents.noRecord') : t(`agents.of.${own}.none`),
    rateOf: (percent: string): string => (own === undefined ? t('agents.successRate', { percent }) : t(`agents.of.${own}.rate`, { percent })),
    /** The label of test mode: drafts without a model, payments without money. */
    offline: id === 204 ? t('agents.testMode') : t('agents.offline'),
    offlineHow: id === 204 ? t('agents.testModeHow') : t('agents.offlineHow'),
  }
}
