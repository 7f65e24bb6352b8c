'use client'
import type { Task } from '@pantheon/contract'
import { Button, loadPart, PageHeader, Skeleton, useToolsPlace } from '@pantheon/ui'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../session/use-session.ts'
import { TasksToolbar } from './TasksToolbar.tsx'
import { useAssignees } from './use-assignees.ts'
import { useTasksAddress } from './use-tasks-address.ts'

const Waiting = () => <Skeleton shape="rows" className="h-96" />

// A page brings only the view that is looked at; the form, with all its rules, comes with the first task that is opened.
const Board = dynamic(async () => (await loadPart(() => import('./Board.tsx'))).Board, { ssr: false, loading: () => <Waiting /> })
const TasksTable = dynamic(async () => (await loadPart(() => import('./TasksTable.tsx'))).TasksTable, { ssr: false, loading: () => <Waiting /> })
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
