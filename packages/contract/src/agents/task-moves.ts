import type { TaskStatus } from './tasks.ts'

/** Allowed transitions of a task. No state is final: a completed task can be reopened, a failed one retried. */
export const taskMoves: Record<TaskStatus, readonly TaskStatus[]> = {
  pending: ['in_progress', 'blocked'],
  in_progress: ['completed', 'failed', 'blocked', 'pending'],
  blocked: ['pending', 'in_progress'],
  failed: ['pending'],
  completed: ['in_progress'],
}
