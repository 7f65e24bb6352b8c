import { type JobOutcome, jobOutcomes, type Period } from '@pantheon/contract'
import { and, eq, type Handle, inArray, inPlaces, millisecondsBetween, placeOf, sql } from '@pantheon/db'
import { edgesOf, type Scope } from '@pantheon/kernel'
import type { EndedJobs } from './job-analytics.ts'

/** Jobs that ended in a period, by bucket and outcome, with their median duration; with `isWhole` the period is one bucket. */
export const countEndedJobs = async (db: Handle, scope: Scope, period: Period, isWhole: boolean): Promise<EndedJobs[]> => {
  const { aiJobs } = db.tables
  const edges = edgesOf(period, isWhole)
  const within = scope.organizationId === null ? undefined : eq(aiJobs.organizationId, scope.organizationId)
  const ended = db
    .select({
      place: placeOf(aiJobs.completedAt, edges.starts).as('place'),
      outcome: sql<JobOutcome>`${aiJobs.status}`.as('outcome'),
      ms: millisecondsBetween(db.dialect, aiJobs.startedAt, aiJobs.completedAt).as('ms'),
    })
    .from(aiJobs)
    .where(and(within, inArray(aiJobs.status, [...jobOutcomes]), inPlaces(aiJobs.completedAt, edges)))
    .as('ended')
  // The databases compute medians differently, so the one or two middle rows are averaged here. Jobs that never started have no duration.
  const alike = sql`partition by ${ended.place}, ${ended.outcome}, ${ended.ms} is null`
  const ranked = db
    .select({
      place: ended.place,
      outcome: ended.outcome,
      ms: ended.ms,
      rank: sql<number>`row_number() over (${alike} order by ${ended.ms})`.as('rank'),
      size: sql<number>`count(*) over (${alike})`.as('size'),
    })
    .from(ended)
    .as('ranked')
  const isMiddle = sql`${ranked.rank} * 2 between ${ranked.size} and ${ranked.size} + 2`
  const rows = await db
    .select({
      place: ranked.place,
      outcome: ranked.outcome,
      n: sql<number>`count(*)`.mapWith(Number),
      medianMs: sql<number | null>`avg(case when ${isMiddle} then ${ranked.ms} end)`,
    })
    .from(ranked)
    .groupBy(ranked.place, ranked.outcome)
  return rows.map(({ medianMs, ...row }) => ({ ...row, place: Number(row.place), medianMs: medianMs === null ? null : Number(medianMs) }))
}
