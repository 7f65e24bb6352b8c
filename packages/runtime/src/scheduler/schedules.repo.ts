import { and, type Builder, eq, inArray, isNull } from '@pantheon/db'
import type { ScheduleState } from './schedule.ts'

/** Inserts schedules that do not exist yet. Existing ones keep their times. */
export const insertSchedules = async (db: Builder, first: readonly Pick<ScheduleState, 'name' | 'nextRunAt'>[]): Promise<void> => {
  await db
    .insert(db.tables.schedules)
    .values(first.map((schedule) => ({ ...schedule, failures: 0 })))
    .onConflictDoNothing()
}

export const findSchedules = (db: Builder, names: string[]): Promise<ScheduleState[]> =>
  db.select().from(db.tables.schedules).where(inArray(db.tables.schedules.name, names))

/** Claims the lease of a schedule that is unchanged since it was read. False when another process was faster. */
export const claimSchedule = async (
  db: Builder,
  { name, nextRunAt, leaseOwner, leaseUntil }: ScheduleState,
  taken: Pick<ScheduleState, 'nextRunAt' | 'lastRunAt' | 'leaseOwner' | 'leaseUntil'>,
): Promise<boolean> => {
  const { schedules } = db.tables
  const isUnchanged = and(
    eq(schedules.name, name),
    eq(schedules.nextRunAt, nextRunAt),
    leaseOwner === null ? isNull(schedules.leaseOwner) : eq(schedules.leaseOwner, leaseOwner),
    leaseUntil === null ? isNull(schedules.leaseUntil) : eq(schedules.leaseUntil, leaseUntil),
  )
  return (await db.update(schedules).set(taken).where(isUnchanged).returning({ name: schedules.name })).length > 0
}

/** Updates a schedule leased by `owner`. False when it has lost the lease. */
export const changeHeld = async (
  db: Builder,
  name: string,
  owner: string,
  change: Partial<Pick<ScheduleState, 'nextRunAt' | 'failures' | 'leaseOwner' | 'leaseUntil'>>,
): Promise<boolean> => {
  const { schedules } = db.tables
  const isTheirs = and(eq(schedules.name, name), eq(schedules.leaseOwner, owner))
  return (await db.update(schedules).set(change).where(isTheirs).returning({ name: schedules.name })).length > 0
}

/** Changes the next run of a schedule, whether or not it is leased. */
export const setNextRun = async (db: Builder, name: string, nextRunAt: Date): Promise<void> => {
  const { schedules } = db.tables
  await db.update(schedules).set({ nextRunAt }).where(eq(schedules.name, name))
}
