import { AnalyticsRequest, type JobStatus } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { budget, createTestDatabase, dialects } from '@pantheon/db/testing'
import { type Actor, mintScope, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJobAnalytics } from '../src/jobs/job-analytics.service.ts'

const many = budget(1000, 4000)
const now = new Date('2026-10-28T13:45:00.000Z')
const day = 86_400_000
const id = (kind: number, i: number): string => `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(i).padStart(12, '0')}`
const organizations = [id(1, 1), id(1, 2)]
const statuses = ['succeeded', 'succeeded', 'failed', 'succeeded', 'cancelled', 'running', 'succeeded'] as const satisfies JobStatus[]

/** A job of the last thirteen months, denser lately; every fifth that was cancelled never started. */
const job = (i: number) => {
  const status: JobStatus = statuses[(i * 13) % 7] ?? 'queued'
  const createdAt = new Date(now.getTime() - Math.floor((i / many) ** 2 * 400 * day) - 60_000)
  const startedAt = status === 'cancelled' && i % 5 === 0 ? null : new Date(createdAt.getTime() + (i % 17) * 100)
  const tookMs = 1000 + ((i * 7919) % 240_000)
  const completedAt = status === 'running' ? null : new Date(Math.min(now.getTime(), (startedAt ?? createdAt).getTime() + tookMs))
  return { i, status, organizationId: organizations[i % 3 === 0 ? 0 : 1] ?? '', createdAt, startedAt, completedAt }
}
const jobs = Array.from({ length: many }, (_, i) => job(i))

const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

describe.each(dialects)(`Figures of ${many} jobs on %s`, async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    await db.as(systemScope).transaction(async (tx) => {
      const { users, organizations: houses, aiJobs } = tx.tables
      const [createdAt, userId] = [new Date(0), id(9, 1)]
      await tx.insert(users).values({ id: userId, email: 'them@example.test', name: 'Them', createdAt, updatedAt: createdAt })
      await tx.insert(houses).values(organizations.map((organization, i) => ({ id: organization, name: `House ${i}`, createdAt })))
      const request = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 2, targetAudience: 'bakers', language: 'en' } as const
      for (let from = 0; from < many; from += 500) {
        await tx.insert(aiJobs).values(
          jobs.slice(from, from + 500).map(({ i, ...times }) => ({
            id: id(3, i),
            dedupeKey: `job-${i}`,
            jobType: 'course' as const,
            userId,
            orderId: null,
            agentId: 201 as const,
            attempts: 1,
            input: { task: 'write_course' as const, request },
            output: null,
            progress: 0,
            step: null,
            errorCode: null,
            errorMessage: null,
            ...times,
          })),
        )
      }
    })
  })

  const analytics = createJobAnalytics({ db, clock: { now: () => now } })
  const actorOf = (organizationId: string | null) => ({ scope: mintScope(organizationId) }) as Actor

  /** The same figures, from the rows themselves. */
  const countsIn = (list: typeof jobs, { from, until }: { from: string; until: string }) => {
    const ended = list.filter(({ completedAt }) => completedAt !== null && completedAt >= new Date(from) && completedAt < new Date(until))
    const took = ended.flatMap(({ status, startedAt, completedAt }) =>
      status === 'succeeded' && startedAt && completedAt ? [completedAt.getTime() - startedAt.getTime()] : [],
    )
    const middle = median(took)
    const n = (status: JobStatus): number => ended.filter((row) => row.status === status).length
    return { succeeded: n('succeeded'), failed: n('failed'), cancelled: n('cancelled'), medianSeconds: middle === null ? null : Math.round(middle) / 1000 }
  }

  const asked = [
    { range: '24h' },
    { range: '7d', timeZone: 'Asia/Tokyo' },
    { range: '30d', timeZone: 'Europe/Berlin' },
    { range: '90d' },
    { range: '12m' },
  ].map((r) => AnalyticsRequest.parse(r))
  it.each(asked)('agree with the jobs, step by step: $range in $timeZone', async (request) => {
    const { period, total, before, buckets } = await analytics(actorOf(null), request)
    expect(total).toEqual(countsIn(jobs, period))
    expect(before).toEqual(countsIn(jobs, period.before))
    expect(buckets).toEqual(period.buckets.map((bucket) => countsIn(jobs, bucket)))
    expect(total.succeeded).toBeGreaterThan(0)
  })

  it('are an organization’s own, for its own people', async () => {
    for (const organization of organizations) {
      const { period, total } = await analytics(actorOf(organization), AnalyticsRequest.parse({ range: '12m' }))
      expect(total).toEqual(
        countsIn(
          jobs.filter(({ organizationId }) => organizationId === organization),
          period,
        ),
      )
    }
  })

  it('have no median where nothing was done, rather than a zero', async () => {
    const { total } = await analytics(actorOf(id(1, 3)), AnalyticsRequest.parse({}))
    expect(total).toEqual({ succeeded: 0, failed: 0, cancelled: 0, medianSeconds: null })
  })
})
