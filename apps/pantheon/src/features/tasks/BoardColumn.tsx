'use client'
import { type Task, type TaskStatus, taskMoves } from '@pantheon/contract'
import { Button, cn, Skeleton } from '@pantheon/ui'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toneFill } from '../live/tones.ts'
import { columnWith, type Moves } from './board.ts'
import { TaskCard } from './TaskCard.tsx'
import { taskTone } from './task-looks.ts'
import type { TaskPages } from './use-tasks.ts'

interface BoardColumnProps {
  status: TaskStatus
  pages: TaskPages
  moves: Moves
  canMove: boolean
  dragged: Task | null
  onDrag: (task: Task | null) => void
  onOpen: (task: Task) => void
  onMove: (task: Task, to: TaskStatus) => void
}

/** One status of the board: count, cards, and a drop target. */
export const BoardColumn = ({ status, pages, moves, canMove, dragged, onDrag, onOpen, onMove }: BoardColumnProps) => {
  const { t } = useTranslation()
  const headingId = useId()
  const [isOver, setOver] = useState(false)
  const loaded = pages.data?.pages.flatMap((page) => page.items)
  const tasks = loaded && columnWith(status, loaded, moves)
  const takes = dragged !== null && taskMoves[dragged.status].includes(status)
  const refuses = dragged !== null && !takes && dragged.status !== status
  // Includes tasks on pages not loaded yet; a card being moved counts in its new column.
  const [{ total } = { total: 0 }] = pages.data?.pages ?? []
  const count = total + (tasks?.length ?? 0) - (loaded?.length ?? 0)
  return (
    <section
      aria-labelledby={headingId}
      onDragOver={(event) => {
        if (!takes) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (dragged && takes) onMove(dragged, status)
        onDrag(null)
      }}
      className={cn(
        'flex min-w-0 snap-start flex-col rounded-card bg-sunken/70 p-2 ring-1 ring-line transition-[opacity,box-shadow] ring-inset',
        takes && 'ring-accent-line',
        takes && isOver && 'bg-accent-soft ring-2 ring-accent',
        refuses && 'opacity-45',
      )}
    >
      <h2 id={headingId} className="flex items-center gap-2 px-1.5 pt-1 pb-2.5 text-13 font-semibold tracking-normal">
        <span aria-hidden className={cn('size-2 shrink-0 rounded-full', toneFill[taskTone[status]])} />
        {t(`taskStatus.${status}`)}
        <span className="ml-auto rounded-full bg-surface px-2 text-12 font-medium text-ink-muted tabular-nums ring-1 ring-line ring-inset">
          {tasks === undefined ? '–' : count}
        </span>
      </h2>
      <ul aria-labelledby={headingId} aria-busy={tasks === undefined} className="flex min-h-24 flex-1 flex-col gap-2">
        {tasks === undefined && [1, 2, 3].map((key) => <Skeleton key={key} shape="card" className="h-24" />)}
        {tasks?.map((task) => (
          <TaskCard
            key={task.id}
            task={task}
            canMove={canMove}
            isMoving={moves.has(task.id)}
            isDragged={dragged?.id === task.id}
            onOpen={onOpen}
            onMove={onMove}
            onDrag={onDrag}
          />
        ))}
        {tasks?.length === 0 && (
          <li className="grid flex-1 place-items-center rounded-card border border-dashed px-2 py-6 text-center text-13 text-ink-faint">
            {takes ? t('tasks.dropHere') : t('tasks.columnEmpty')}
          </li>
        )}
      </ul>
      {pages.hasNextPage && (
        <Button variant="ghost" size="small" className="mt-2" isPending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {pages.isFetchingNextPage ? t('state.loadingMore') : t('state.loadMore')}
        </Button>
      )}
    </section>
  )
}
