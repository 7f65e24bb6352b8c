import type { CourseSort } from '@pantheon/contract'
import { and, type Builder, behind, eq, type Handle, inOrder, type Keyset, lockRows } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { ListedCourse, StoredCourse } from './course.ts'

const within = (db: Builder, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.courses.organizationId, scope.organizationId))

/** The columns that lists read: all but the content. */
const summaryIn = ({ tables: { courses } }: Builder) => {
  const { id, organizationId, orderId, jobId, title, status, authorship, model, request, version, createdAt, updatedAt } = courses
  return { id, organizationId, orderId, jobId, title, status, authorship, model, request, version, createdAt, updatedAt }
}
/** The stored columns without the sort key, which only the database writes. */
const storedIn = (b: Builder) => ({ ...summaryIn(b), content: b.tables.courses.content })

export const insertCourse = async (tx: Handle, course: StoredCourse): Promise<void> => {
  await tx.insert(tx.tables.courses).values(course)
}

export const findCourse = async (db: Handle, scope: Scope, id: string): Promise<StoredCourse | undefined> => {
  const { courses } = db.tables
  return (
    await db
      .select(storedIn(db))
      .from(courses)
      .where(and(eq(courses.id, id), within(db, scope)))
  )[0]
}

export const findCourseOfJob = async (db: Handle, jobId: string): Promise<StoredCourse | undefined> =>
  (await db.select(storedIn(db)).from(db.tables.courses).where(eq(db.tables.courses.jobId, jobId)))[0]

export const lockCourse = async (tx: Handle, scope: Scope, id: string): Promise<StoredCourse | undefined> => {
  const { courses } = tx.tables
  return (
    await lockRows(
      tx,
      tx
        .select(storedIn(tx))
        .from(courses)
        .where(and(eq(courses.id, id), within(tx, scope))),
    )
  )[0]
}

export const saveCourse = async (tx: Handle, { id, title, status, content, version, updatedAt }: StoredCourse): Promise<void> => {
  await tx.update(tx.tables.courses).set({ title, status, content, version, updatedAt }).where(eq(tx.tables.courses.id, id))
}

export interface CourseWindow extends SortedWindow {
  orderId: string | undefined
  sort: CourseSort
}

const keysetOf = ({ tables: { courses } }: Builder, sort: CourseSort): Keyset =>
  sort === 'newest' || sort === 'oldest'
    ? { columns: [courses.createdAt, courses.id], isDescending: sort === 'newest' }
    : { columns: [courses.titleSort, courses.id], isDescending: sort === 'title_za' }

/** The list query: courses of the scope without their content, in the order of an index. */
export const buildCourseList = (b: Builder, scope: Scope, { orderId, sort, after, limit }: CourseWindow) => {
  const { courses } = b.tables
  const keyset = keysetOf(b, sort)
  return b
    .select({ ...summaryIn(b), titleSort: courses.titleSort })
    .from(courses)
    .where(and(within(b, scope), orderId === undefined ? undefined : eq(courses.orderId, orderId), behind(keyset, after)))
    .orderBy(...inOrder(keyset))
    .limit(limit)
}

/** Courses of the scope without their content, sorted. */
export const listCourses = async (db: Handle, scope: Scope, window: CourseWindow): Promise<ListedCourse[]> => buildCourseList(db, scope, window)
