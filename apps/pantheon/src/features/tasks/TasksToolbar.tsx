'use client'
import { Button, cn, Select, Toolbar } from '@pantheon/ui'
import { List, SquareKanban } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../live/tones.ts'
import { SearchField } from './SearchField.tsx'
import { typeIcons } from './task-looks.ts'
import type { Assignee } from './use-assignees.ts'
import type { TaskFilter, TasksView } from './use-tasks-address.ts'

interface TasksToolbarProps {
  view: TasksView
  filter: TaskFilter
  isFiltered: boolean
  assignees: readonly Assignee[]
  onView: (view: TasksView) => void
  onSearch: (search: string | null) => void
  onFilter: (name: 'type' | 'assignee', value: string | null) => void
  onClear: () => void
  /** Tools of the current view, at the end of the line. */
  children: ReactNode
}

const views = [
  { view: 'board', Icon: SquareKanban },
  { view: 'list', Icon: List },
] as const

const ViewSwitch = ({ view: current, onView }: Pick<TasksToolbarProps, 'view' | 'onView'>) => {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('tasks.view')} className="flex rounded-control border bg-surface p-0.5 max-md:flex-1">
      {views.map(({ view, Icon }) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === current}
          onClick={() => onView(view)}
          className={cn(
            'flex h-8.5 items-center justify-center gap-2 rounded-[4px] px-3 text-13 max-md:flex-1 touch:h-10',
            view === current ? 'bg-accent-soft font-medium text-accent-text' : 'text-ink-muted hover:text-ink',
          )}
        >
          <Icon aria-hidden className="size-4" />
          {t(`tasks.${view}`)}
        </button>
      ))}
    </div>
  )
}

/** Search, filters, and the switch between board and list. */
export const TasksToolbar = ({ view, filter, isFiltered, assignees, onView, onSearch, onFilter, onClear, children }: TasksToolbarProps) => {
  const { t } = useTranslation()
  const choose = (name: 'type' | 'assignee') => (event: { target: { value: string } }) => onFilter(name, event.target.value === '' ? null : event.target.value)
  return (
    <Toolbar
      end={
        <>
          <ViewSwitch view={view} onView={onView} />
          {children}
        </>
      }
    >
      <search aria-label={t('tasks.filters')} className="contents">
        <SearchField value={filter.search} onChange={onSearch} />
        <Select aria-label={t('tasks.type')} value={filter.type ?? ''} onChange={choose('type')} className="max-sm:min-w-[46%] max-sm:flex-1">
          <option value="">{t('tasks.allTypes')}</option>
          {keysOf(typeIcons).map((type) => (
            <option key={type} value={type}>
              {t(`taskType.${type}`)}
            </option>
          ))}
        </Select>
        <Select aria-label={t('tasks.assignee')} value={filter.assigneeId ?? ''} onChange={choose('assignee')} className="max-sm:min-w-[46%] max-sm:flex-1">
          <option value="">{t('tasks.anyone')}</option>
          {assignees.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        {isFiltered && (
          <Button variant="ghost" onClick={onClear}>
            {t('tasks.clear')}
          </Button>
        )}
      </search>
    </Toolbar>
  )
}
