import { and, desc, eq, type Handle, lockRows, olderThan } from '@pantheon/db'
import type { Scope, TimeWindow } from '@pantheon/kernel'
import type { StoredCourse } from './course.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.courses.organizationId, scope.organizationId))

export const insertCourse = async (tx: Handle, course: StoredCourse): Promise<void> => {
  await tx.insert(tx.tables.courses).values(course)
}

export const findCourse = async (db: Handle, scope: Scope, id: string): Promise<StoredCourse | undefined> => {
  const { courses } = db.tables
  return (
    await db
      .select()
      .from(courses)
      .where(and(eq(courses.id, id), within(db, scope)))
  )[0]
}

export const findCourseOfJob = async (db: Handle, jobId: string): Promise<StoredCourse | undefined> =>
  (await db.select().from(db.tables.courses).where(eq(db.tables.courses.jobId, jobId)))[0]

export const lockCourse = async (tx: Handle, scope: Scope, id: string): Promise<StoredCourse | undefined> => {
  const { courses } = tx.tables
  return (
    await lockRows(
      tx,
      tx
        .select()
        .from(courses)
        .where(and(eq(courses.id, id), within(tx, scope))),
    )
  )[0]
}

export const saveCourse = async (tx: Handle, { id, title, status, content, version, updatedAt }: StoredCourse): Promise<void> => {
  await tx.update(tx.tables.courses).set({ title, status, content, version, updatedAt }).where(eq(tx.tables.courses.id, id))
}

/** Courses of the scope without their content, newest first. */
export const listCourses = (
  db: Handle,
  scope: Scope,
  { orderId, after, limit }: { orderId: string | undefined } & TimeWindow,
): Promise<Omit<StoredCourse, 'content'>[]> => {
  const { courses } = db.tables
  const { id, organizationId, orderId: order, jobId, title, status, authorship, model, request, version, createdAt, updatedAt } = courses
  const rules = [within(db, scope), orderId === undefined ? undefined : eq(courses.orderId, orderId), olderThan(courses, after)]
  return db
    .select({ id, organizationId, orderId: order, jobId, title, status, authorship, model, request, version, createdAt, updatedAt })
    .from(courses)
    .where(and(...rules))
    .orderBy(desc(courses.createdAt), desc(courses.id))
    .limit(limit)
}
