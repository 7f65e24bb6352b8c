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

/** Work under way: agents, jobs by status, the latest jobs. */
const agentStateOf = (job: z.ZodType<AiJob>) => z.object({ agents: z.array(Agent), jobs: counts(jobStatuses), latestJobs: z.array(job) })
export type AgentState = z.infer<ReturnType<typeof agentStateOf>>
/** Trade: orders by status, money taken today (UTC) per currency, the latest orders and payments. */
export const BusinessState = z.object({
  orders: counts(orderStatuses),
  ordersToday: z.int(),
  takenToday: z.array(z.object({ currency: Currency, amount: z.string() })),
  latestOrders: z.array(Order),
  latestPayments: z.array(Payment),
})
export type BusinessState = z.infer<typeof BusinessState>
/** People: how many accounts and organizations the reader can see. */
export const UserState = z.object({ users: z.int(), organizations: z.int() })
export type UserState = z.infer<typeof UserState>
/** The AWS estate in figures. Null for readers who may not see it. */
export const AwsState = z.object({ source: z.string(), accounts: z.int(), resources: z.int(), states: counts(resourceStates) })
export type AwsState = z.infer<typeof AwsState>

/** Everything at a glance, with jobs of the types that `job` knows, bounded: counts and the latest items. `version` is the sequence number of the last event in it. */
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

/** What the watch sends: first where things stand, then every event after that, in order, none left out. */
export type WatchMessage = { kind: 'snapshot'; state: CompositeState } | { kind: 'event'; event: LoggedEvent }
export const WatchRequest = z.object({ lastEventId: Line(100).nullish() }).optional()
