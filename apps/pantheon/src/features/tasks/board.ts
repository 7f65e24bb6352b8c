import type { Task, TaskStatus } from '@pantheon/contract'

/** Optimistic moves: the target column of each card whose update is pending. */
export type Moves = ReadonlyMap<string, { task: Task; to: TaskStatus }>

const newestFirst = (a: Task, b: Task): number => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id)

/** A column with pending moves applied. */
export const columnWith = (status: TaskStatus, tasks: readonly Task[], moves: Moves): readonly Task[] => {
  if (moves.size === 0) return tasks
  const arriving = [...moves.values()].filter(({ to }) => to === status).map(({ task }) => ({ ...task, status }))
  return [...tasks.filter(({ id }) => !moves.has(id)), ...arriving].toSorted(newestFirst)
}
