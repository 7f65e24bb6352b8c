'use client'
import { errorOf, errorText } from '@pantheon/client/react'
import { type Task, taskAgents, taskMoves, taskTypes } from '@pantheon/contract'
import { Button, ErrorSummary, Field, Input, languageOf, Select, Textarea } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { TaskConflict } from './TaskConflict.tsx'
import { type TaskField, taskFields } from './task-draft.ts'
import { priorityKey } from './task-looks.ts'
import type { Assignee } from './use-assignees.ts'
import { useTaskForm } from './use-task-form.ts'

interface TaskFormProps {
  task: Task | null
  assignees: readonly Assignee[]
  onSaved: (saved: Task) => void
  onCancel: () => void
}

const orNull = { setValueAs: (value: string | null) => (value === '' ? null : value) }
const priorities = [5, 4, 3, 2, 1, 0]

/** The form of a new or existing task. The input survives a refusal, a closed sheet and a reload. */
export const TaskForm = ({ task, assignees, onSaved, onCancel }: TaskFormProps) => {
  const { t, i18n } = useTranslation()
  const { form, base, theirs, refusal, failures, isRestored, isPending, save, startOver } = useTaskForm(task, onSaved)
  const { errors } = form.formState
  const refused = refusal === undefined ? undefined : errorOf(refusal)
  const isWrong = (field: TaskField) =>
    errors[field] !== undefined || (field === 'status' && refused?.code === 'task.wrong_state') || (refused?.fields.some(({ path }) => path === field) ?? false)
  const problemOf = (field: TaskField) => (isWrong(field) ? t(`tasks.problem.${field}`) : undefined)
  const problems = taskFields.filter(isWrong).map((field) => ({ fieldId: field, message: t(`tasks.problem.${field}`) }))
  const message = problems.length === 0 && refused ? errorText(refusal, languageOf(i18n.language)) : undefined
  // A former member may still be the assignee; they stay selectable until another is chosen.
  const offered = base?.assignee && !assignees.some(({ id }) => id === base.assignee?.id) ? [...assignees, base.assignee] : assignees
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
      {theirs ? (
        <TaskConflict theirs={theirs} isSaving={isPending} onTakeTheirs={startOver} />
      ) : (
        <ErrorSummary problems={problems} message={message} attempt={failures} />
      )}
      {isRestored && !theirs && (
        <p className="flex flex-wrap items-center justify-between gap-2 rounded-card bg-info-soft px-3 py-2 text-13 text-info-text">
          {t('tasks.restored')}
          <button type="button" className="min-h-6 rounded-control font-medium underline underline-offset-2 touch:min-h-11" onClick={startOver}>
            {t('tasks.startOver')}
          </button>
        </p>
      )}
      <Field id="title" label={t('tasks.field.title')} error={problemOf('title')}>
        <Input autoComplete="off" {...form.register('title')} />
      </Field>
      <Field id="description" label={t('tasks.field.description')} isOptionalHint={t('tasks.optional')} error={problemOf('description')}>
        <Textarea {...form.register('description')} />
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="type" label={t('tasks.field.type')} error={problemOf('type')}>
          <Select {...form.register('type')}>
            {taskTypes.map((type) => (
              <option key={type} value={type}>
                {t(`taskType.${type}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="priority" label={t('tasks.field.priority')} error={problemOf('priority')}>
          <Select {...form.register('priority', { valueAsNumber: true })}>
            {priorities.map((priority) => (
              <option key={priority} value={priority}>
                {t(`taskPriority.${priorityKey(priority)}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {base && (
        <Field id="status" label={t('tasks.field.status')} help={t('tasks.statusHelp')} error={problemOf('status')}>
          <Select {...form.register('status')}>
            {[base.status, ...taskMoves[base.status]].map((status) => (
              <option key={status} value={status}>
                {t(`taskStatus.${status}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="assigneeId" label={t('tasks.field.assigneeId')} error={problemOf('assigneeId')}>
          <Select {...form.register('assigneeId', orNull)}>
            <option value="">{t('tasks.nobody')}</option>
            {offered.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="agent" label={t('tasks.field.agent')} error={problemOf('agent')}>
          <Select {...form.register('agent', orNull)}>
            <option value="">{t('tasks.noAgent')}</option>
            {taskAgents.map((agent) => (
              <option key={agent} value={agent}>
                {t(`taskAgent.${agent}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field id="issueUrl" label={t('tasks.field.issueUrl')} isOptionalHint={t('tasks.optional')} error={problemOf('issueUrl')}>
        <Input type="url" inputMode="url" autoComplete="off" placeholder="https://" {...form.register('issueUrl', orNull)} />
      </Field>
      <Field id="metadata" label={t('tasks.field.metadata')} help={t('tasks.metadataHelp')} isOptionalHint={t('tasks.optional')} error={problemOf('metadata')}>
        <Textarea rows={3} spellCheck={false} className="font-mono text-13" {...form.register('metadata')} />
      </Field>
      <div className="mt-1 flex justify-end gap-2">
        <Button variant="secondary" onClick={onCancel}>
          {t('tasks.cancel')}
        </Button>
        <Button type="submit" isPending={isPending}>
          {t(task ? 'tasks.save' : 'tasks.create')}
        </Button>
      </div>
    </form>
  )
}
