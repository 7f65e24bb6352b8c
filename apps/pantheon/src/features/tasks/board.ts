import type { Task, TaskStatus } from '@pantheon/contract'

/** Cards on their way: where somebody has put each, before the server has said yes. */
export type Moves = ReadonlyMap<string, { task: Task; to: TaskStatus }>

const newestFirst = (a: Task, b: Task): number => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id)

/** A column with the cards on their way already where they were put. Without moves it is what the server said. */
export const columnWith = (status: TaskStatus, tasks: readonly Task[], moves: Moves): readonly Task[] => {
  if (moves.size === 0) return tasks
  const arriving = [...moves.values()].filter(({ to }) => to === status).map(({ task }) => ({ ...task, status }))
  return [...tasks.filter(({ id }) => !moves.has(id)), ...arriving].toSorted(newestFirst)
}
