'use client'
import type { Task } from '@pantheon/contract'
import { Button, ListWaiting, loadPart, PageHeader, Skeleton, useToolsPlace } from '@pantheon/ui'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../session/use-session.ts'
import { TasksToolbar } from './TasksToolbar.tsx'
import { useAssignees } from './use-assignees.ts'
import { useTasksAddress } from './use-tasks-address.ts'

const ListShape = () => <ListWaiting rows={8} hasTools={false} />
/** Skeleton of the board. */
const BoardShape = () => (
  <div aria-busy="true" className="grid grid-flow-col auto-cols-[minmax(17rem,82%)] gap-3 overflow-hidden pb-3 md:auto-cols-[minmax(12.5rem,1fr)]">
    {['pending', 'in_progress', 'blocked', 'completed', 'failed'].map((column) => (
      <div key={column} className="space-y-2 rounded-card bg-sunken/70 p-2 ring-1 ring-line ring-inset">
        <Skeleton className="mx-1.5 mt-1 mb-3 w-24" />
        {[1, 2, 3].map((card) => (
          <Skeleton key={card} shape="card" className="h-24" />
        ))}
      </div>
    ))}
  </div>
)

// Only the selected view is loaded; the form with its schema is loaded with the first task that is opened.
const Board = dynamic(async () => (await loadPart(() => import('./Board.tsx'))).Board, { ssr: false, loading: BoardShape })
const TasksTable = dynamic(async () => (await loadPart(() => import('./TasksTable.tsx'))).TasksTable, { ssr: false, loading: ListShape })
const NoTasks = dynamic(async () => (await loadPart(() => import('./NoTasks.tsx'))).NoTasks, { ssr: false })
const TaskSheet = dynamic(async () => (await loadPart(() => import('./TaskSheet.tsx'))).TaskSheet, { ssr: false })

/** The organization's tasks, live, as a board or as a list; `?task=` opens one. */
export const Tasks = () => {
  const { t } = useTranslation()
  const { view, setView, filter, isFiltered, setSearch, setFilter, clear, open, setOpen } = useTasksAddress()
  const account = useAccount()
  const assignees = useAssignees(account)
  const openTask = useCallback((task: Task) => setOpen(task.id), [setOpen])
  const { place, toolsPlace } = useToolsPlace()
  const openNew = () => setOpen('new')
  if (!account) return null
  const canManage = account.permissions.includes('task:manage')
  const empty = <NoTasks isFiltered={isFiltered} canManage={canManage} onClear={clear} onNew={openNew} />
  return (
    <>
      <PageHeader
        title={t('tasks.title')}
        description={t('tasks.text', { organization: account.organization.name })}
        actions={
          canManage && (
            <Button onClick={openNew}>
              <Plus />
              {t('tasks.new')}
            </Button>
          )
        }
      />
      <TasksToolbar
        view={view}
        filter={filter}
        isFiltered={isFiltered}
        assignees={assignees}
        onView={setView}
        onSearch={setSearch}
        onFilter={setFilter}
        onClear={clear}
      >
        {view === 'list' && toolsPlace}
      </TasksToolbar>
      {view === 'board' ? (
        <Board filter={filter} canMove={canManage} empty={empty} onOpen={openTask} />
      ) : (
        <TasksTable filter={filter} empty={empty} place={place} onOpen={openTask} />
      )}
      {open !== null && (
        <TaskSheet key={open} taskId={open === 'new' ? null : open} assignees={assignees} canManage={canManage} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
