import type { AnalyticsRequest, JobAnalytics } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, periodOf } from '@pantheon/kernel'
import type { ReadJobAnalytics } from '../agents.types.ts'
import { countEndedJobs } from './job-analytics.repo.ts'
import { jobAnalytics } from './job-analytics.ts'

/** Jobs over time: outcomes, and durations of the successful ones. Restricted to the actor's scope. */
export const createJobAnalytics =
  ({ db, clock }: { db: Db; clock: Clock }): ReadJobAnalytics =>
  async ({ scope }: Actor, request: AnalyticsRequest): Promise<JobAnalytics> => {
    const period = periodOf(request, clock.now())
    const [steps, whole] = await Promise.all([false, true].map((isWhole) => countEndedJobs(db.as(scope), scope, period, isWhole)))
    return jobAnalytics(period, steps ?? [], whole ?? [])
  }
