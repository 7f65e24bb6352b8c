import type { CompositeState } from '@pantheon/contract'

/** `trouble` needs attention now, `look` can wait, `well` is everything else. */
export type VerdictLevel = 'well' | 'look' | 'trouble'
export type ConcernKind =
  | 'jobs_failed'
  | 'orders_failed'
  | 'jobs_waiting'
  | 'orders_unpaid'
  | 'orders_unapproved'
  | 'orders_undelivered'
  | 'payments_declined'
  | 'events_parked'
  | 'resources_failed'
export interface Concern {
  kind: ConcernKind
  count: number
  level: Exclude<VerdictLevel, 'well'>
}
export interface Verdict {
  level: VerdictLevel
  concerns: Concern[]
}

const dayMs = 86_400_000
/** A worker claims a job within seconds; two minutes in the queue with nothing running means that no worker is up. */
const unclaimedAfterMs = 120_000

const isRecent = (at: string | null, now: Date) => at !== null && now.getTime() - Date.parse(at) < dayMs

/** Declined payments of the last day whose orders still have to be paid. */
const declinedOf = ({ latestOrders, latestPayments }: CompositeState['businessState'], now: Date): number => {
  const unpaid = new Set(latestOrders.filter(({ status }) => status === 'awaiting_payment').map(({ id }) => id))
  return latestPayments.filter(({ status, orderId, createdAt }) => status === 'failed' && unpaid.has(orderId) && isRecent(createdAt, now)).length
}

/**
 * The overall status, derived from the snapshot: failures among the latest jobs and orders of the last 24 hours, unclaimed jobs, `parked`
 * events, and failed AWS resources. Buyers also see their orders that await payment or approval. Operators do not, because some order always
 * does; they see orders that people deliver and declined payments instead.
 */
export const judge = ({ agentState, businessState, awsState }: CompositeState, now: Date, { parked = 0, isOperator = true } = {}): Verdict => {
  const waiting = agentState.latestJobs.filter((job) => job.status === 'queued' && now.getTime() - Date.parse(job.createdAt) > unclaimedAfterMs)
  const counted: Concern[] = [
    { kind: 'jobs_failed', level: 'trouble', count: agentState.latestJobs.filter((job) => job.status === 'failed' && isRecent(job.completedAt, now)).length },
    {
      kind: 'orders_failed',
      level: 'trouble',
      count: businessState.latestOrders.filter((order) => order.status === 'failed' && isRecent(order.updatedAt, now)).length,
    },
    { kind: 'jobs_waiting', level: 'trouble', count: agentState.jobs.running > 0 ? 0 : waiting.length },
    { kind: 'orders_unpaid', level: 'look', count: isOperator ? 0 : businessState.orders.awaiting_payment },
    { kind: 'orders_unapproved', level: 'look', count: isOperator ? 0 : businessState.orders.awaiting_approval },
    { kind: 'orders_undelivered', level: 'look', count: isOperator ? businessState.ordersToDeliver : 0 },
    { kind: 'payments_declined', level: 'look', count: isOperator ? declinedOf(businessState, now) : 0 },
    { kind: 'events_parked', level: 'look', count: parked },
    { kind: 'resources_failed', level: 'look', count: awsState?.states.failed ?? 0 },
  ]
  const concerns = counted.filter((concern) => concern.count > 0)
  const level = concerns.some((concern) => concern.level === 'trouble') ? 'trouble' : concerns.length > 0 ? 'look' : 'well'
  return { level, concerns }
}
