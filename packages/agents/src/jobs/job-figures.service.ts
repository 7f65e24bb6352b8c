import type { FiguresRequest, JobFigures } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, periodOf } from '@pantheon/kernel'
import type { ReadJobFigures } from '../agents.types.ts'
import { countEndedJobs } from './job-figures.repo.ts'
import { jobFigures } from './job-figures.ts'

/** Jobs over time: how those ended that did, and how long the successful ones took. As far as the actor sees. */
export const createJobFigures =
  ({ db, clock }: { db: Db; clock: Clock }): ReadJobFigures =>
  async ({ scope }: Actor, request: FiguresRequest): Promise<JobFigures> => {
    const period = periodOf(request, clock.now())
    const [steps, whole] = await Promise.all([false, true].map((isWhole) => countEndedJobs(db.as(scope), scope, period, isWhole)))
    return jobFigures(period, steps ?? [], whole ?? [])
  }
