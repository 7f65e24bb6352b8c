import type { AgentId, AgentMeasure } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'
import type { AgentWork } from '@pantheon/runtime'

/**
 * Counts agents' work that is not jobs, in the context that owns it: payments for 204, approvals for 205. A job for each would duplicate
 * the payment or the approval, which has its own states, retries and deadlines, and the two could disagree
 * (docs/adr/0015-agents-at-work.md).
 */
export type CountWork = (scope: Scope) => Promise<{ work: AgentWork[]; measures: (AgentMeasure & { agentId: AgentId })[] }>
