import type { Task, TaskSort, TaskStatus } from '@pantheon/contract'
import { and, type Builder, behind, contains, eq, type Handle, inOrder, isNull, type Keyset, lockRows, or, withoutKeys } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { NamedTask, StoredTask } from './task.ts'

const within = (db: Builder, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.tasks.organizationId, scope.organizationId))

/** Tasks joined with the name of their assignee. */
const named = (db: Builder) => {
  const { tasks, users } = db.tables
  return db
    .select({ task: withoutKeys(tasks), assigneeName: users.name })
    .from(tasks)
    .leftJoin(users, eq(users.id, tasks.assigneeId))
}
const flat = ({ task, assigneeName }: { task: StoredTask; assigneeName: string | null }): NamedTask => ({ ...task, assigneeName })

export const findTask = async (db: Handle, scope: Scope, id: string): Promise<NamedTask | undefined> =>
  (await named(db).where(and(eq(db.tables.tasks.id, id), within(db, scope)))).map(flat)[0]

/** Locks only the task: Postgres cannot lock the nullable side of an outer join. */
export const lockTask = async (tx: Handle, scope: Scope, id: string): Promise<StoredTask | undefined> => {
  const { tasks } = tx.tables
  const query = tx
    .select(withoutKeys(tasks))
    .from(tasks)
    .where(and(eq(tasks.id, id), within(tx, scope)))
  return (await lockRows(tx, query))[0]
}

export const countTasks = (db: Handle, organizationId: string): Promise<number> =>
  db.$count(db.tables.tasks, eq(db.tables.tasks.organizationId, organizationId))

export const insertTask = async (tx: Handle, task: StoredTask): Promise<void> => {
  await tx.insert(tx.tables.tasks).values(task)
}

export const saveTask = async (tx: Handle, scope: Scope, task: StoredTask): Promise<void> => {
  await tx
    .update(tx.tables.tasks)
    .set(task)
    .where(and(eq(tx.tables.tasks.id, task.id), within(tx, scope)))
}

export const deleteTask = async (tx: Handle, scope: Scope, id: string): Promise<void> => {
  await tx.delete(tx.tables.tasks).where(and(eq(tx.tables.tasks.id, id), within(tx, scope)))
}

export interface TaskFilter extends SortedWindow {
  organizationId: string
  sort: TaskSort
  status?: TaskStatus | undefined
  type?: Task['type'] | undefined
  assigneeId?: string | undefined
  /** A part of the title or description, compared by `searchKey`. */
  search?: string | undefined
}

const mentions = ({ tables: { tasks } }: Builder, search: string) => or(contains(tasks.titleSearch, search), contains(tasks.descriptionSearch, search))

const keysetOf = ({ tables: { tasks } }: Builder, sort: TaskSort): Keyset => {
  const isDescending = sort === 'newest' || sort === 'priority_high' || sort === 'updated_newest'
  if (sort === 'newest' || sort === 'oldest') return { columns: [tasks.createdAt, tasks.id], isDescending }
  return { columns: [sort === 'priority_high' || sort === 'priority_low' ? tasks.priority : tasks.updatedAt, tasks.id], isDescending }
}

type Fitting = Omit<TaskFilter, keyof SortedWindow | 'sort'>

/** The condition for tasks that match, on any page. */
const fits = (b: Builder, scope: Scope, filter: Fitting) => {
  const { tasks } = b.tables
  return and(
    within(b, scope),
    eq(tasks.organizationId, filter.organizationId),
    filter.status && eq(tasks.status, filter.status),
    filter.type && eq(tasks.type, filter.type),
    filter.assigneeId === undefined ? undefined : eq(tasks.assigneeId, filter.assigneeId),
    filter.search === undefined ? undefined : mentions(b, filter.search),
  )
}

/** The list query: matching tasks of one organization, in the order of an index. */
export const buildTaskList = (b: Builder, scope: Scope, filter: TaskFilter) => {
  const keyset = keysetOf(b, filter.sort)
  return named(b)
    .where(and(fits(b, scope, filter), behind(keyset, filter.after)))
    .orderBy(...inOrder(keyset))
    .limit(filter.limit)
}

/** Matching tasks of one organization, sorted. */
export const listTasks = async (db: Handle, scope: Scope, filter: TaskFilter): Promise<NamedTask[]> => (await buildTaskList(db, scope, filter)).map(flat)

/** The number of matching tasks on all pages; the number of tasks per organization is bounded. */
export const countFittingTasks = (db: Handle, scope: Scope, filter: Fitting): Promise<number> => db.$count(db.tables.tasks, fits(db, scope, filter))

/** True when the user is a member of the organization and has not deleted their account. */
export const isMember = async (db: Handle, organizationId: string, userId: string): Promise<boolean> => {
  const { memberships, users } = db.tables
  const rows = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId), isNull(users.deletedAt)))
  return rows.length > 0
}
