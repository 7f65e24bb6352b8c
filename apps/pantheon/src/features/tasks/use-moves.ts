import { errorText } from '@pantheon/client/react'
import type { Task, TaskStatus } from '@pantheon/contract'
import { languageOf, toast } from '@pantheon/ui'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Moves } from './board.ts'
import { useUpdateTask } from './use-tasks.ts'

/** Moves cards optimistically; a refused move is reverted and its error shown. `announcement` is for screen readers. */
export const useMoves = () => {
  const { t, i18n } = useTranslation()
  const { mutateAsync: update } = useUpdateTask()
  const [moves, setMoves] = useState<Moves>(new Map())
  const [announcement, setAnnouncement] = useState('')
  const move = useCallback(
    async (task: Task, to: TaskStatus) => {
      setMoves((before) => new Map(before).set(task.id, { task, to }))
      setAnnouncement(t('tasks.moved', { title: task.title, status: t(`taskStatus.${to}`) }))
      try {
        await update({ id: task.id, version: task.version, status: to })
      } catch (error) {
        const stays = t('tasks.notMoved', { title: task.title, status: t(`taskStatus.${task.status}`) })
        setAnnouncement(stays)
        toast.error(errorText(error, languageOf(i18n.language)), { description: stays })
      } finally {
        setMoves((before) => new Map([...before].filter(([id]) => id !== task.id)))
      }
    },
    [t, i18n, update],
  )
  return { moves, announcement, move }
}
