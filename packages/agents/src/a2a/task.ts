import { type CreateTask, type Task, type TaskSort, type TaskStatus, taskMoves, type UpdateTask } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { type SortKey, transitions } from '@pantheon/kernel'

/** A task as stored. */
export type StoredTask = Row<'tasks'>

/** A task with its assignee's name, as lists return it. */
export interface NamedTask extends StoredTask {
  assigneeName: string | null
}

const byTime: SortKey<StoredTask> = { parts: ['moment', 'id'], positionOf: ({ createdAt, id }) => [createdAt.getTime(), id] }
const byPriority: SortKey<StoredTask> = { parts: ['integer', 'id'], positionOf: ({ priority, id }) => [priority, id] }
const byChange: SortKey<StoredTask> = { parts: ['moment', 'id'], positionOf: ({ updatedAt, id }) => [updatedAt.getTime(), id] }
/** The sort key of each sort order. */
export const taskSortKeys: Record<TaskSort, SortKey<StoredTask>> = {
  newest: byTime,
  oldest: byTime,
  priority_high: byPriority,
  priority_low: byPriority,
  updated_newest: byChange,
  updated_oldest: byChange,
}

/** The transitions of a task. */
export const taskSteps = transitions<TaskStatus>(taskMoves, 'task.wrong_state')

/** A pending task. */
export const newTask = (input: CreateTask, made: Pick<StoredTask, 'id' | 'organizationId' | 'createdBy' | 'createdAt'>): StoredTask => ({
  ...input,
  ...made,
  status: 'pending',
  version: 1,
  updatedAt: made.createdAt,
})

/** The task after an edit: only the given fields change. Fails with `task.wrong_state` for a status that cannot follow the current one. */
export const editTask = (task: StoredTask, change: UpdateTask, at: Date): StoredTask => {
  const { id: _, version: __, status = task.status, ...fields } = change
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const moved = status === task.status ? task : taskSteps.move(task, status)
  return { ...moved, ...given, version: task.version + 1, updatedAt: at }
}

/** The task in its wire format. */
export const toTask = ({ assigneeId, assigneeName, createdAt, updatedAt, ...rest }: NamedTask): Task => ({
  ...rest,
  assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
