import { z } from 'zod'
import { Instant } from '../primitives.ts'
import { agentIds } from './agent-names.ts'

export const AgentId = z.union(agentIds.map((id) => z.literal(id)))
export type AgentId = z.infer<typeof AgentId>

/** `idle` can work now, `working` has running jobs, `planned` has no worker in this release. */
export const agentStates = ['idle', 'working', 'planned'] as const

/**
 * Measures of an agent beside its jobs: `reconciled`, the time of the last payment reconciliation and, for operators, how many differences
 * it found; refunds the provider has not settled yet; reminders sent; stages escalated after their deadline.
 */
export const agentMeasures = ['reconciled', 'refunds_due', 'reminders', 'escalations'] as const
export const AgentMeasure = z.object({ name: z.enum(agentMeasures), count: z.int().nullable(), at: Instant.nullable() })
export type AgentMeasure = z.infer<typeof AgentMeasure>

/**
 * The unit of work is a job; for 204 a payment (queued before the buyer or the provider acts, running while the provider settles, failed
 * when declined), for 205 an approval (running while open, succeeded when decided, failed when its deadline passed).
 */
export const Agent = z
  .object({
    id: AgentId,
    name: z.string(),
    state: z.enum(agentStates),
    /** The model or engine in use, e.g. `offline-composer` or `anthropic/…`; null for an agent without a worker. */
    engine: z.string().nullable(),
    isOffline: z.boolean(),
    queued: z.int(),
    running: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    lastActiveAt: Instant.nullable(),
    measures: z.array(AgentMeasure),
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>
export const AgentList = z.object({ items: z.array(Agent) })
export const AgentRef = z.object({ id: z.int() })
