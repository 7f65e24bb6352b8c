import type { TaskStatus } from './tasks.ts'

/** Where a task can go from each state. Nothing is over for good: a completed one can be reopened, a failed one tried again. */
export const taskMoves: Record<TaskStatus, readonly TaskStatus[]> = {
  pending: ['in_progress', 'blocked'],
  in_progress: ['completed', 'failed', 'blocked', 'pending'],
  blocked: ['pending', 'in_progress'],
  failed: ['pending'],
  completed: ['in_progress'],
}
