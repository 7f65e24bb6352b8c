'use client'
import { type Task, type TaskStatus, taskMoves } from '@pantheon/contract'
import { Card, cn, DropdownMenu, IconButton, Medallion } from '@pantheon/ui'
import { Bot, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toneFill } from '../live/tones.ts'
import { PriorityMark } from './PriorityMark.tsx'
import { taskTone, typeIcons } from './task-looks.ts'

export const moveButtonId = (taskId: string): string => `move-${taskId}`

/** The target columns as a menu, for keyboards, screen readers and touch. */
const MoveMenu = ({ task, isMoving, onMove }: { task: Task; isMoving: boolean; onMove: (to: TaskStatus) => void }) => {
  const { t } = useTranslation()
  return (
    <DropdownMenu
      heading={t('tasks.moveTo')}
      trigger={
        <IconButton
          id={moveButtonId(task.id)}
          name={t('tasks.move', { title: task.title })}
          isPending={isMoving}
          className="-mt-1 -mr-1.5 size-7 touch:-mt-3 touch:-mr-3 touch:-mb-2"
        >
          {!isMoving && <Ellipsis />}
        </IconButton>
      }
      items={taskMoves[task.status].map((to) => ({
        id: to,
        label: t(`taskStatus.${to}`),
        icon: <span aria-hidden className={cn('mx-1 size-2 rounded-full', toneFill[taskTone[to]])} />,
        onSelect: () => onMove(to),
      }))}
    />
  )
}

interface TaskCardProps {
  task: Task
  canMove: boolean
  isMoving: boolean
  isDragged: boolean
  onOpen: (task: Task) => void
  onMove: (task: Task, to: TaskStatus) => void
  onDrag: (task: Task | null) => void
}

/** One task on the board: title, priority, assignee. Highlighted once when another user changed it. */
export const TaskCard = ({ task, canMove, isMoving, isDragged, onOpen, onMove, onDrag }: TaskCardProps) => {
  const { t } = useTranslation()
  const [firstVersion] = useState(task.version)
  const Icon = typeIcons[task.type]
  return (
    <li
      draggable={canMove && !isMoving}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', task.title)
        onDrag(task)
      }}
      onDragEnd={() => onDrag(null)}
      className={cn('animate-rise', canMove && 'touch:cursor-auto cursor-grab active:cursor-grabbing', isDragged && 'opacity-50')}
    >
      <Card className="relative overflow-hidden p-3">
        {task.version !== firstVersion && <span key={task.version} aria-hidden className="pointer-events-none absolute inset-0 animate-glow" />}
        <div className="relative flex items-start justify-between gap-2">
          <p className="flex min-w-0 items-center gap-1.5 text-12 text-ink-faint">
            <Icon aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{t(`taskType.${task.type}`)}</span>
          </p>
          {canMove && <MoveMenu task={task} isMoving={isMoving} onMove={(to) => onMove(task, to)} />}
        </div>
        <h3 className="relative text-14 leading-5 font-medium tracking-normal text-pretty ja:leading-6 touch:-my-1">
          <button
            type="button"
            className="line-clamp-3 min-h-6 w-full rounded-control text-left break-words hover:underline touch:min-h-11"
            onClick={() => onOpen(task)}
          >
            {task.title}
          </button>
        </h3>
        <div className="relative mt-2 flex min-h-6 items-center gap-3 text-12 text-ink-muted">
          <PriorityMark priority={task.priority} />
          {task.agent !== null && (
            <span className="flex min-w-0 items-center gap-1">
              <Bot aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
              <span className="sr-only">{t('tasks.agent')}: </span>
              <span className="truncate">{t(`taskAgent.${task.agent}`)}</span>
            </span>
          )}
          {task.assignee !== null && (
            <span className="ml-auto" title={`${t('tasks.assignee')}: ${task.assignee.name}`}>
              <Medallion name={task.assignee.name} className="size-6" />
            </span>
          )}
        </div>
      </Card>
    </li>
  )
}
