import { zodResolver } from '@hookform/resolvers/zod'
import { errorOf } from '@pantheon/client/react'
import type { Task, UpdateTask } from '@pantheon/contract'
import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { clashes, draftOf, keepTyped, readTyped, type TaskDraft, type TaskField, TaskFields, type TaskValues, taskFields } from './task-draft.ts'
import { useCreateTask, useUpdateTask } from './use-tasks.ts'

const currentOf = (error: unknown): Task | undefined => {
  const { code, details } = errorOf(error)
  return code === 'version.stale' ? (details.current as Task | undefined) : undefined
}

/**
 * The form of a task. Sends only changed fields, with the version they are based on. When another user changed other fields meanwhile, those are
 * merged in; when they changed the same ones, `theirs` is the current task, and nothing is saved until the user has chosen.
 */
export const useTaskForm = (task: Task | null, onSaved: (saved: Task) => void) => {
  const taskId = task?.id ?? null
  const create = useCreateTask()
  const update = useUpdateTask()
  const [base, setBase] = useState(task)
  const [theirs, setTheirs] = useState<Task>()
  const [refusal, setRefusal] = useState<unknown>()
  const [failures, setFailures] = useState(0)
  const [isRestored, setRestored] = useState(() => Object.keys(readTyped(taskId)).length > 0)
  const form = useForm({ resolver: zodResolver(TaskFields), defaultValues: draftOf(task), shouldFocusError: false })
  const { dirtyFields } = form.formState
  const changed = taskFields.filter((field) => dirtyFields[field])
  const typed = Object.fromEntries(changed.map((field) => [field, form.getValues(field)])) as Partial<TaskDraft>

  useEffect(() => {
    for (const [field, value] of Object.entries(readTyped(taskId))) {
      if (taskFields.some((known) => known === field)) form.setValue(field as TaskField, value, { shouldDirty: true })
    }
  }, [form, taskId])
  const values = useWatch({ control: form.control })
  useEffect(() => keepTyped(taskId, typed), [taskId, values])

  /** Rebases the input onto the current task. Returns true when there is no conflict. */
  const rebase = (current: Task): boolean => {
    const clashing = clashes(draftOf(base), draftOf(current), form.getValues() as TaskDraft, changed)
    form.reset(draftOf(current), { keepDirtyValues: true })
    setBase(current)
    setTheirs(clashing.length > 0 ? current : undefined)
    return clashing.length === 0
  }
  const isBusy = create.isPending || update.isPending
  useEffect(() => {
    if (task !== null && base !== null && task.version > base.version && !isBusy) rebase(task)
  }, [task?.version, isBusy])

  const send = async (fields: TaskValues): Promise<Task> => {
    if (base === null) {
      const { status: _, ...made } = fields
      return create.mutateAsync(made)
    }
    const changes = Object.fromEntries(changed.map((field) => [field, fields[field]])) as Partial<UpdateTask>
    const saveOver = (version: number) => update.mutateAsync({ ...changes, id: base.id, version })
    try {
      return await saveOver(base.version)
    } catch (error) {
      const current = currentOf(error)
      if (current && rebase(current)) return await saveOver(current.version)
      throw error
    }
  }
  const save = form.handleSubmit(
    async (fields) => {
      setRefusal(undefined)
      try {
        const saved = await send(fields)
        keepTyped(taskId, {})
        onSaved(saved)
      } catch (error) {
        setRefusal(currentOf(error) ? undefined : error)
        setFailures((count) => count + 1)
      }
    },
    () => setFailures((count) => count + 1),
  )
  const startOver = () => {
    form.reset(draftOf(base))
    setTheirs(undefined)
    setRefusal(undefined)
    setRestored(false)
  }
  return { form, base, theirs, refusal, failures, isRestored, isPending: isBusy || form.formState.isSubmitting, save, startOver }
}
