import { z } from 'zod'
import { Instant } from '../primitives.ts'
import { agentIds } from './agent-names.ts'

export const AgentId = z.union(agentIds.map((id) => z.literal(id)))
export type AgentId = z.infer<typeof AgentId>

/** `idle` can work now, `working` has running jobs, `planned` has no worker in this release. */
export const agentStates = ['idle', 'working', 'planned'] as const

/**
 * What an agent measures beside its work: `reconciled`, when the books were last compared with the provider's and, for
 * operators, how many differences that found; refunds that the provider still owes an answer to; reminders sent,
 * stages handed on because nobody decided.
 */
export const agentMeasures = ['reconciled', 'refunds_due', 'reminders', 'escalations'] as const
export const AgentMeasure = z.object({ name: z.enum(agentMeasures), count: z.int().nullable(), at: Instant.nullable() })
export type AgentMeasure = z.infer<typeof AgentMeasure>

/**
 * Work is jobs; for 204 it is payments (queued before the buyer or the provider acts, running while the provider
 * settles, failed when declined), for 205 approvals (running while they are open, succeeded when decided, failed when
 * their time ran out).
 */
export const Agent = z
  .object({
    id: AgentId,
    name: z.string(),
    state: z.enum(agentStates),
    /** The engine at work, e.g. `offline-composer` or `anthropic/…`; null for an agent without a worker. */
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
