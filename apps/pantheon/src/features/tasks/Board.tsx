'use client'
import type { Task, TaskStatus } from '@pantheon/contract'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Failed } from '../live/Failed.tsx'
import { keysOf } from '../live/tones.ts'
import { BoardColumn } from './BoardColumn.tsx'
import { moveButtonId } from './TaskCard.tsx'
import { taskTone } from './task-looks.ts'
import { useMoves } from './use-moves.ts'
import { useBoard } from './use-tasks.ts'
import type { TaskFilter } from './use-tasks-address.ts'

interface BoardProps {
  filter: TaskFilter
  canMove: boolean
  /** The empty state. */
  empty: ReactNode
  onOpen: (task: Task) => void
}

/** Five columns by status. Cards are moved by dragging, or with the menu of each card. */
export const Board = ({ filter, canMove, empty, onOpen }: BoardProps) => {
  const columns = useBoard(filter)
  const { moves, announcement, move } = useMoves()
  const [dragged, setDragged] = useState<Task | null>(null)
  const movedByMenu = useRef<string>(undefined)
  const statuses = keysOf(taskTone)

  // In its new column a card is a new element, so its focus has to be restored.
  useEffect(() => {
    const id = movedByMenu.current
    if (id === undefined || document.activeElement !== document.body) return
    document.getElementById(moveButtonId(id))?.focus()
    if (!moves.has(id)) movedByMenu.current = undefined
  })
  const onMove = useCallback(
    (task: Task, to: TaskStatus) => {
      movedByMenu.current = task.id
      void move(task, to)
    },
    [move],
  )

  const failed = statuses.map((status) => columns[status]).find(({ data, error }) => data === undefined && error !== null)
  if (failed) return <Failed isWhole error={failed.error} onRetry={() => statuses.forEach((status) => void columns[status].refetch())} />
  if (moves.size === 0 && statuses.every((status) => columns[status].data?.pages[0]?.items.length === 0)) return empty
  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <div className="-mx-4 grid snap-x snap-mandatory scroll-px-4 auto-cols-[minmax(17rem,82%)] grid-flow-col gap-3 overflow-x-auto px-4 pb-3 md:mx-0 md:snap-none md:auto-cols-[minmax(12.5rem,1fr)] md:px-0">
        {statuses.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            pages={columns[status]}
            moves={moves}
            canMove={canMove}
            dragged={dragged}
            onDrag={setDragged}
            onOpen={onOpen}
            onMove={onMove}
          />
        ))}
      </div>
    </>
  )
}
