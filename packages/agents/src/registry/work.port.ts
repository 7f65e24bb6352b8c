import type { AgentFigure, AgentId } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'

/** How much work of an agent is in a state, and when it last moved. */
export interface AgentWork {
  agentId: number
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  n: number
  lastActiveAt: Date | null
}

/**
 * Counts the work of agents that is no job, where it is done: payments for 204, approvals for 205. A job for each would
 * be a second set of books beside the payment or the approval, which has a life, retries and a clock of its own, and
 * the two could disagree (docs/adr/0015-agents-at-work.md).
 */
export type CountWork = (scope: Scope) => Promise<{ work: AgentWork[]; figures: (AgentFigure & { agentId: AgentId })[] }>
