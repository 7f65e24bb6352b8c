import type { CreateTask, DeleteTask, ListTasks, Task, TaskPage, TaskRef, UpdateTask } from '@pantheon/contract'
import type { Db, Handle, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, orFail, pageBySort, type SortedWindow } from '@pantheon/kernel'
import type { Tasks } from '../agents.types.ts'
import { editTask, newTask, type StoredTask, taskSortKeys, toTask } from './task.ts'
import { countFittingTasks, countTasks, deleteTask, findTask, insertTask, isMember, listTasks, lockTask, saveTask } from './tasks.repo.ts'

/** Maximum number of tasks per organization. Concurrent calls may exceed it by a few. */
const maxTasks = 10_000

const read = async (from: Handle, { scope }: Actor, id: string): Promise<Task> => toTask(orFail(await findTask(from, scope, id), 'task.not_found'))

/** The task, locked, at the version the caller last read; `version.stale` with the current task when it has changed. */
const lockTaskAt = async (tx: Tx, actor: Actor, { id, version }: { id: string; version: number }): Promise<StoredTask> => {
  const task = orFail(await lockTask(tx, actor.scope, id), 'task.not_found')
  return task.version === version ? task : fail('version.stale', { current: await read(tx, actor, id) })
}

/** The event belongs to the task's organization, also when an operator of another one is the actor. */
const eventScope = (actor: Actor, { organizationId }: StoredTask) => ({ ...actorFields(actor), organizationId })

const requireMember = async (tx: Tx, organizationId: string, userId: string): Promise<void> => {
  if (await isMember(tx, organizationId, userId)) return
  fail('task.assignee_not_member', {}, [{ path: 'assigneeId', message: 'Not a member of this organization' }])
}

/** The task board of an organization: work for agents and people, with assignee and status. */
export const createTasks = ({ db, clock }: { db: Db; clock: Clock }): Tasks => ({
  list: async ({ scope, organizationId }: Actor, { search, ...input }: ListTasks): Promise<TaskPage> => {
    const filter = { ...input, organizationId, search: search || undefined }
    const readWindow = (window: SortedWindow) => listTasks(db.as(scope), scope, { ...filter, ...window })
    const page = await pageBySort(input.sort, taskSortKeys[input.sort], input, readWindow, toTask)
    return { ...page, total: await countFittingTasks(db.as(scope), scope, filter) }
  },

  get: (actor: Actor, { id }: TaskRef): Promise<Task> => read(db.as(actor.scope), actor, id),

  create: (actor: Actor, input: CreateTask): Promise<Task> =>
    db.as(actor.scope).transaction(async (tx) => {
      const { organizationId, userId: createdBy } = actor
      if ((await countTasks(tx, organizationId)) >= maxTasks) fail('task.too_many', { limit: maxTasks })
      const task = newTask(input, { id: newId(clock.now()), organizationId, createdBy, createdAt: clock.now() })
      if (task.assigneeId !== null) await requireMember(tx, organizationId, task.assigneeId)
      await insertTask(tx, task)
      tx.emit('task.created', { ...eventScope(actor, task), data: { taskId: task.id }, after: task })
      return read(tx, actor, task.id)
    }),

  update: (actor: Actor, input: UpdateTask): Promise<Task> =>
    db.as(actor.scope).transaction(async (tx) => {
      const before = await lockTaskAt(tx, actor, input)
      const after = editTask(before, input, clock.now())
      if (after.assigneeId !== null && after.assigneeId !== before.assigneeId) await requireMember(tx, after.organizationId, after.assigneeId)
      await saveTask(tx, actor.scope, after)
      tx.emit('task.updated', { ...eventScope(actor, after), data: { taskId: after.id, status: after.status }, before, after })
      return read(tx, actor, after.id)
    }, input.id),

  remove: (actor: Actor, input: DeleteTask): Promise<TaskRef> =>
    db.as(actor.scope).transaction(async (tx) => {
      const before = await lockTaskAt(tx, actor, input)
      await deleteTask(tx, actor.scope, before.id)
      tx.emit('task.deleted', { ...eventScope(actor, before), data: { taskId: before.id }, before })
      return { id: before.id }
    }, input.id),
})
