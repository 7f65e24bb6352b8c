import type { PlanEvent, PlanName } from '@pantheon/contract'
import { isLive, kindOfChange, type StoredSubscription } from './subscription.ts'

/** A subscription before and after the provider told of it, and the plan that counted and counts. */
interface Heard {
  before: StoredSubscription
  after: StoredSubscription
  countedBefore: PlanName
  counts: PlanName
  endedUnpaid: boolean
}

/**
 * What befell a plan: one thing, the most pressing, however much happened since it was last heard of. Null when there is
 * nothing that those who look after it did not do themselves.
 */
export const planEventOf = ({ before, after, countedBefore, counts, endedUnpaid }: Heard): PlanEvent | null => {
  if (before.calledOffAt === null && after.calledOffAt !== null) return 'called_off'
  if ((after.state === 'past_due' || endedUnpaid) && countedBefore !== 'free' && counts === 'free') return 'lapsed'
  if (after.state === 'past_due' && before.state !== 'past_due') return 'unpaid'
  if (after.state === 'ended' && countedBefore !== 'free' && counts === 'free') return 'ended'
  const isSmaller = isLive(before) && after.state === 'active' && kindOfChange(before.plan, after.plan) === 'downgrade'
  return isSmaller ? 'reduced' : null
}
