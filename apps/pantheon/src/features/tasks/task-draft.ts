import { CreateTask, type Task, TaskStatus } from '@pantheon/contract'
import type { z } from 'zod'
import { MetadataText, metadataText } from './metadata-text.ts'

/** The form's schema: the API's schema of a new task, plus the status, which only an existing one can change. */
export const TaskFields = CreateTask.omit({ contextId: true }).extend({ status: TaskStatus, metadata: MetadataText })
/** The form's output. */
export type TaskValues = z.output<typeof TaskFields>

export type TaskDraft = Omit<CreateTask, 'contextId' | 'metadata'> & { status: TaskStatus; metadata: string }
export type TaskField = keyof TaskDraft
export const taskFields = [
  'title',
  'description',
  'type',
  'priority',
  'status',
  'assigneeId',
  'agent',
  'issueUrl',
  'metadata',
] as const satisfies readonly TaskField[]

/** The form values of a task, or of a new one. */
export const draftOf = (task: Task | null): TaskDraft => ({
  title: task?.title ?? '',
  description: task?.description ?? '',
  type: task?.type ?? 'codegen',
  priority: task?.priority ?? 2,
  status: task?.status ?? 'pending',
  assigneeId: task?.assignee?.id ?? null,
  agent: task?.agent ?? null,
  issueUrl: task?.issueUrl ?? null,
  metadata: metadataText(task?.metadata ?? {}),
})

/** The fields that another user changed and that the local change would overwrite with a different value. */
export const clashes = (base: TaskDraft, current: TaskDraft, mine: TaskDraft, changed: readonly TaskField[]): TaskField[] =>
  changed.filter((field) => current[field] !== base[field] && current[field] !== mine[field])

const keyOf = (taskId: string | null) => `pantheon.task.${taskId ?? 'new'}`

/** The unsaved input of a task. It survives an error, a closed sheet and a reload, but not closing the browser tab. */
export const readTyped = (taskId: string | null): Partial<TaskDraft> => {
  try {
    const typed: unknown = JSON.parse(sessionStorage.getItem(keyOf(taskId)) ?? '{}')
    return typed !== null && typeof typed === 'object' ? typed : {}
  } catch {
    return {}
  }
}

export const keepTyped = (taskId: string | null, typed: Partial<TaskDraft>): void => {
  try {
    if (Object.keys(typed).length === 0) sessionStorage.removeItem(keyOf(taskId))
    else sessionStorage.setItem(keyOf(taskId), JSON.stringify(typed))
  } catch {
    // Full or unavailable storage must not block the form.
  }
}
