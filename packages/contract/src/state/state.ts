import { z } from 'zod'
import { Agent } from '../agents/agents.ts'
import { type AiJob, jobStatuses } from '../agents/jobs.ts'
import { resourceStates } from '../aws/estate.ts'
import { Order, orderStatuses } from '../business/orders.ts'
import { Payment } from '../business/payments.ts'
import { LoggedEvent } from '../events.ts'
import { Currency } from '../money.ts'
import { Line } from '../plain-text.ts'
import { Instant } from '../primitives.ts'

const counts = <const K extends readonly [string, ...string[]]>(keys: K) => z.record(z.enum(keys), z.int())

/** Agents, jobs by status, and the latest jobs. */
const agentStateOf = (job: z.ZodType<AiJob>) => z.object({ agents: z.array(Agent), jobs: counts(jobStatuses), latestJobs: z.array(job) })
export type AgentState = z.infer<ReturnType<typeof agentStateOf>>
/** Orders by status, paid orders that people deliver, revenue of today (UTC) per currency, and the latest orders and payments. */
export const BusinessState = z.object({
  orders: counts(orderStatuses),
  ordersToDeliver: z.int(),
  ordersToday: z.int(),
  takenToday: z.array(z.object({ currency: Currency, amount: z.string() })),
  latestOrders: z.array(Order),
  latestPayments: z.array(Payment),
})
export type BusinessState = z.infer<typeof BusinessState>
/** How many accounts and organizations the caller can see. */
export const UserState = z.object({ users: z.int(), organizations: z.int() })
export type UserState = z.infer<typeof UserState>
/** Figures of the AWS estate. Null for callers who may not see it. */
export const AwsState = z.object({ source: z.string(), accounts: z.int(), resources: z.int(), states: counts(resourceStates) })
export type AwsState = z.infer<typeof AwsState>

/**
 * The composite state, with jobs of the types that `job` knows. Bounded: counts and the latest items. `version` is the sequence number of
 * the last event in it.
 */
export const compositeStateOf = (job: z.ZodType<AiJob>) =>
  z
    .object({
      agentState: agentStateOf(job),
      businessState: BusinessState,
      userState: UserState,
      awsState: AwsState.nullable(),
      latestEvents: z.array(LoggedEvent),
      lastUpdated: Instant,
      version: z.int(),
    })
    .meta({ id: 'CompositeState' })
export type CompositeState = z.infer<ReturnType<typeof compositeStateOf>>

/** Messages of the watch: first a snapshot, then every later event, in order and without gaps. */
export type WatchMessage = { kind: 'snapshot'; state: CompositeState } | { kind: 'event'; event: LoggedEvent }
export const WatchRequest = z.object({ lastEventId: Line(100).nullish() }).optional()
