import { z } from 'zod'
import { Instant } from '../primitives.ts'

export const agentIds = [201, 202, 203, 204, 205, 301] as const
export type AgentId = (typeof agentIds)[number]

/** `idle` can work now, `working` has running jobs, `planned` has no worker in this release. */
export const agentStates = ['idle', 'working', 'planned'] as const

export const Agent = z
  .object({
    id: z.union(agentIds.map((id) => z.literal(id))),
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
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>
export const AgentList = z.object({ items: z.array(Agent) })
export const AgentRef = z.object({ id: z.coerce.number<number>().int() })
