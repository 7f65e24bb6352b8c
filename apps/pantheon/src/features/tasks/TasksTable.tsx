'use client'
import type { Task, TaskSort } from '@pantheon/contract'
import { Badge, Button, Clamped, type Column, cn, DataTable, DateTime, sortNamed, sortPressed, TableTools, useColumnChoice } from '@pantheon/ui'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { useQueryParam } from '../live/use-query-param.ts'
import { PriorityMark } from './PriorityMark.tsx'
import { taskTone, typeIcons } from './task-looks.ts'
import { taskSorts } from './task-sorts.ts'
import { useTaskPages } from './use-tasks.ts'
import type { TaskFilter } from './use-tasks-address.ts'

const rowKey = (task: Task) => task.id
const rowVersion = (task: Task) => task.version

interface TasksTableProps {
  filter: TaskFilter
  empty: ReactNode
  /** The portal target of its sort and column menu. */
  place: HTMLElement | null
  onOpen: (task: Task) => void
}

/** The tasks as a table, sorted by `?sort=`. */
export const TasksTable = ({ filter, empty, place, onOpen }: TasksTableProps) => {
  const { t } = useTranslation()
  const [sortParam, setSort] = useQueryParam('sort')
  const sort = sortNamed(taskSorts, sortParam) ?? 'newest'
  const onSort = (next: TaskSort) => setSort(next === 'newest' ? null : next)
  const tasks = useTaskPages(filter, { sort })
  const rows = tasks.data?.pages.flatMap((page) => page.items)
  const columns = useMemo(
    (): Column<Task>[] => [
      {
        id: 'title',
        header: t('tasks.name'),
        isName: true,
        cell: (task) => (
          <button type="button" className="min-h-6 rounded-control text-left align-top font-medium hover:underline touch:min-h-11" onClick={() => onOpen(task)}>
            <Clamped>{task.title}</Clamped>
          </button>
        ),
      },
      {
        id: 'status',
        header: t('tasks.status'),
        cell: (task) => (
          <Badge tone={taskTone[task.status]} hasDot>
            {t(`taskStatus.${task.status}`)}
          </Badge>
        ),
      },
      {
        id: 'type',
        header: t('tasks.type'),
        cell: (task) => {
          const Icon = typeIcons[task.type]
          return (
            <span className="inline-flex items-center gap-2 whitespace-nowrap">
              <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
              {t(`taskType.${task.type}`)}
            </span>
          )
        },
      },
      { id: 'priority', header: t('tasks.priority'), isSortable: true, cell: (task) => <PriorityMark priority={task.priority} isLabelled /> },
      {
        id: 'agent',
        header: t('tasks.agent'),
        cell: ({ agent }) => (
          <span className={cn('whitespace-nowrap', agent === null && 'text-ink-faint')}>{agent === null ? t('tasks.noAgent') : t(`taskAgent.${agent}`)}</span>
        ),
      },
      {
        id: 'assignee',
        header: t('tasks.assignee'),
        isText: true,
        cell: (task) => <Clamped className={cn(task.assignee === null && 'text-ink-faint')}>{task.assignee?.name ?? t('tasks.nobody')}</Clamped>,
      },
      {
        id: 'created',
        header: t('tasks.created'),
        align: 'end',
        isSortable: true,
        cell: (task) => <DateTime at={task.createdAt} className="text-13 whitespace-nowrap text-ink-muted" />,
      },
      {
        id: 'updated',
        header: t('tasks.updated'),
        align: 'end',
        isSortable: true,
        cell: (task) => <DateTime at={task.updatedAt} className="text-13 whitespace-nowrap text-ink-muted" />,
      },
    ],
    [t, onOpen],
  )
  const choice = useColumnChoice('pantheon.tasks', columns)
  if (rows === undefined && tasks.error !== null) return <Failed isWhole error={tasks.error} onRetry={() => void tasks.refetch()} />
  if (rows?.length === 0) return empty
  return (
    <>
      <DataTable
        caption={t('tasks.title')}
        columns={choice.columns}
        rows={rows}
        rowKey={rowKey}
        rowVersion={rowVersion}
        sort={taskSorts[sort]}
        onSort={(column) => onSort(sortPressed(taskSorts, sort, column))}
        skeletonRows={8}
        tools={<TableTools choice={choice} sorts={taskSorts} sort={sort} onSort={onSort} place={place} />}
      />
      {tasks.hasNextPage && (
        <div className="mt-4 text-center">
          <Button variant="secondary" isPending={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
            {tasks.isFetchingNextPage ? t('state.loadingMore') : t('state.loadMore')}
          </Button>
        </div>
      )}
    </>
  )
}
