'use client'
import { useTRPC } from '@pantheon/client/react'
import type { Task } from '@pantheon/contract'
import { Badge, DefinitionList, Sheet, Skeleton, toast } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { DeleteTask } from './DeleteTask.tsx'
import { TaskFacts } from './TaskFacts.tsx'
import { TaskForm } from './TaskForm.tsx'
import { priorityKey, taskTone } from './task-looks.ts'
import type { Assignee } from './use-assignees.ts'

interface TaskSheetProps {
  /** Null for a new one. */
  taskId: string | null
  assignees: readonly Assignee[]
  canManage: boolean
  onClose: () => void
}

/** For users without the permission to edit. */
const ReadOnly = ({ task }: { task: Task }) => {
  const { t } = useTranslation()
  return (
    <div className="space-y-4">
      <p className="text-16 font-medium">{task.title}</p>
      {task.description !== '' && <p className="whitespace-pre-wrap text-ink-muted">{task.description}</p>}
      <DefinitionList
        facts={[
          {
            term: t('tasks.status'),
            value: (
              <Badge tone={taskTone[task.status]} hasDot>
                {t(`taskStatus.${task.status}`)}
              </Badge>
            ),
          },
          { term: t('tasks.type'), value: t(`taskType.${task.type}`) },
          { term: t('tasks.priority'), value: t(`taskPriority.${priorityKey(task.priority)}`) },
          { term: t('tasks.assignee'), value: task.assignee?.name ?? t('tasks.nobody') },
          { term: t('tasks.agent'), value: task.agent === null ? t('tasks.noAgent') : t(`taskAgent.${task.agent}`) },
        ]}
      />
    </div>
  )
}

const Existing = ({ taskId, assignees, canManage, onClose }: TaskSheetProps & { taskId: string }) => {
  const { t } = useTranslation()
  const task = useQuery(useTRPC().agents.tasks.get.queryOptions({ id: taskId }, { retry: false }))
  if (task.data === undefined)
    return task.error ? <Failed error={task.error} onRetry={() => void task.refetch()} /> : <Skeleton shape="form" className="h-96" />
  const onSaved = () => {
    toast.success(t('tasks.saved'))
    onClose()
  }
  return (
    <div className="flex flex-col gap-6">
      {canManage ? <TaskForm task={task.data} assignees={assignees} onSaved={onSaved} onCancel={onClose} /> : <ReadOnly task={task.data} />}
      <TaskFacts task={task.data} />
      {canManage && <DeleteTask task={task.data} onDeleted={onClose} />}
    </div>
  )
}

/** One task beside the board: a form for users who may edit it, its details for others. */
export const TaskSheet = ({ taskId, assignees, canManage, onClose }: TaskSheetProps) => {
  const { t } = useTranslation()
  const onAdded = (added: Task) => {
    toast.success(t('tasks.added', { title: added.title }))
    onClose()
  }
  const title = taskId === null ? t('tasks.new') : t(canManage ? 'tasks.edit' : 'tasks.name')
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title} className="md:w-[30rem]">
      {taskId === null ? (
        <TaskForm task={null} assignees={assignees} onSaved={onAdded} onCancel={onClose} />
      ) : (
        <Existing taskId={taskId} assignees={assignees} canManage={canManage} onClose={onClose} />
      )}
    </Sheet>
  )
}
