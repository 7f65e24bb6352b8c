import { z } from 'zod'
import { Instant } from '../primitives.ts'

export const agentIds = [201, 202, 203, 204, 205, 301] as const
export const AgentId = z.union(agentIds.map((id) => z.literal(id)))
export type AgentId = (typeof agentIds)[number]

/** The names of the agents, in every language. */
export const agentNames: Record<AgentId, string> = {
  201: 'CourseGeneratorAgent',
  202: 'DocumentGeneratorAgent',
  203: 'ContentSearchAgent',
  204: 'PaymentProcessorAgent',
  205: 'ApprovalWorkflowAgent',
  301: 'AwsAgent',
}

/** How the log names an agent that acts by itself, where it names people by their id. */
export const agentActorId = (id: AgentId): string => `agent:${id}`
/** The agent that an actor's id names; undefined for a person's, or for nobody's. */
export const agentOf = (actorId: string | null): AgentId | undefined => agentIds.find((id) => agentActorId(id) === actorId)
/** The name of the agent that an actor's id names; null for a person's, or for nobody's. */
export const agentNameOf = (actorId: string | null): string | null => {
  const id = agentOf(actorId)
  return id === undefined ? null : agentNames[id]
}

/** `idle` can work now, `working` has running jobs, `planned` has no worker in this release. */
export const agentStates = ['idle', 'working', 'planned'] as const

/**
 * What an agent measures beside its work: `reconciled`, when the books were last compared with the provider's and, for
 * operators, how many differences that found; refunds that the provider still owes an answer to; reminders sent,
 * stages handed on because nobody decided.
 */
export const agentFigures = ['reconciled', 'refunds_due', 'reminders', 'escalations'] as const
export const AgentFigure = z.object({ name: z.enum(agentFigures), count: z.int().nullable(), at: Instant.nullable() })
export type AgentFigure = z.infer<typeof AgentFigure>

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
    figures: z.array(AgentFigure),
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>
export const AgentList = z.object({ items: z.array(Agent) })
export const AgentRef = z.object({ id: z.int() })
