'use client'
import { errorOf, errorText } from '@pantheon/client/react'
import type { Task } from '@pantheon/contract'
import { Button, Dialog, languageOf, toast } from '@pantheon/ui'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepTyped } from './task-draft.ts'
import { useDeleteTask } from './use-tasks.ts'

/** Deletes a task, after a confirmation. After an edit conflict the task stays and is shown in its current state. */
export const DeleteTask = ({ task, onDeleted }: { task: Task; onDeleted: () => void }) => {
  const { t, i18n } = useTranslation()
  const remove = useDeleteTask()
  const [isAsking, setAsking] = useState(false)
  const confirm = () =>
    remove.mutate(
      { id: task.id, version: task.version },
      {
        onSuccess: () => {
          keepTyped(task.id, {})
          toast.success(t('tasks.deleted', { title: task.title }))
          onDeleted()
        },
        onError: (error) => (errorOf(error).code === 'version.stale' ? toast.info(t('tasks.stale')) : toast.error(errorText(error, languageOf(i18n.language)))),
        onSettled: () => setAsking(false),
      },
    )
  return (
    <>
      <Button variant="ghost" className="-ml-3.5 self-start text-danger-text" onClick={() => setAsking(true)}>
        <Trash2 />
        {t('tasks.delete')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('tasks.deleteTitle')}
        description={t('tasks.deleteText', { title: task.title })}
        actions={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t('tasks.keep')}
            </Button>
            <Button variant="danger" isPending={remove.isPending} onClick={confirm}>
              {t('tasks.delete')}
            </Button>
          </>
        }
      />
    </>
  )
}
