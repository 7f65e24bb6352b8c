import type { PlanEvent, PlanName } from '@pantheon/contract'
import { isLive, kindOfChange, type StoredSubscription } from './subscription.ts'

/** A subscription before and after a sync, with the effective plan before (`countedBefore`) and after (`counts`). */
interface PlanChange {
  before: StoredSubscription
  after: StoredSubscription
  countedBefore: PlanName
  counts: PlanName
  endedUnpaid: boolean
}

/**
 * The event of a plan after a sync: the most urgent one when several things happened since the last sync. Null when nothing
 * happened beyond what the billing managers did themselves.
 */
export const planEventOf = ({ before, after, countedBefore, counts, endedUnpaid }: PlanChange): PlanEvent | null => {
  if (before.calledOffAt === null && after.calledOffAt !== null) return 'called_off'
  if ((after.state === 'past_due' || endedUnpaid) && countedBefore !== 'free' && counts === 'free') return 'lapsed'
  if (after.state === 'past_due' && before.state !== 'past_due') return 'unpaid'
  if (after.state === 'ended' && countedBefore !== 'free' && counts === 'free') return 'ended'
  const isSmaller = isLive(before) && after.state === 'active' && kindOfChange(before.plan, after.plan) === 'downgrade'
  return isSmaller ? 'reduced' : null
}
