import { cutText, type Task } from '@pantheon/contract'
import { keysOf } from '../live/tones.ts'
import { useQueryParam } from '../live/use-query-param.ts'
import { typeIcons } from './task-looks.ts'

export type TasksView = 'board' | 'list'

export interface TaskFilter {
  type: Task['type'] | undefined
  assigneeId: string | undefined
  search: string
}

/** The shape of an id: the URL may hold anything, and the API would reject anything else. */
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const idFrom = (value: string | null): string | undefined => (value !== null && idPattern.test(value) ? value : undefined)

/** The state of the tasks page, kept in the URL so that a shared link opens the same view. `?task=new` is the form for a new one. */
export const useTasksAddress = () => {
  const [view, setView] = useQueryParam('view')
  const [type, setType] = useQueryParam('type')
  const [assignee, setAssignee] = useQueryParam('assignee')
  const [search, setSearch] = useQueryParam('search')
  const [open, setOpen] = useQueryParam('task', 'push')
  const setters = { type: setType, assignee: setAssignee }
  const filter: TaskFilter = { type: keysOf(typeIcons).find((key) => key === type), assigneeId: idFrom(assignee), search: cutText(search ?? '', 120) }
  return {
    view: (view === 'list' ? 'list' : 'board') as TasksView,
    setView: (next: TasksView) => setView(next === 'board' ? null : next),
    filter,
    isFiltered: filter.type !== undefined || filter.assigneeId !== undefined || filter.search.trim() !== '',
    setSearch,
    setFilter: (name: keyof typeof setters, value: string | null) => setters[name](value),
    clear: () => {
      for (const set of [setSearch, setType, setAssignee]) set(null)
    },
    open,
    setOpen,
  }
}
