import type { AgentId, AgentMeasure } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'
import type { AgentWork } from '@pantheon/runtime'

/**
 * Counts the work of agents that is no job, where it is done: payments for 204, approvals for 205. A job for each would
 * be a second set of books beside the payment or the approval, which has a life, retries and a clock of its own, and
 * the two could disagree (docs/adr/0015-agents-at-work.md).
 */
export type CountWork = (scope: Scope) => Promise<{ work: AgentWork[]; figures: (AgentMeasure & { agentId: AgentId })[] }>
