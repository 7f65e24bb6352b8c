import type { Task, TaskStatus } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { columnWith, type Moves } from '../src/features/tasks/board.ts'
import { clashes, draftOf } from '../src/features/tasks/task-draft.ts'

const task = (id: string, status: TaskStatus = 'pending', minute = 0): Task => ({
  id,
  organizationId: 'o',
  title: `Task ${id}`,
  description: '',
  type: 'review',
  agent: null,
  contextId: null,
  priority: 2,
  status,
  assignee: null,
  issueUrl: null,
  metadata: {},
  createdBy: 'u',
  version: 1,
  createdAt: new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString(),
  updatedAt: new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString(),
})
const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id)
const moving = (moved: Task, to: TaskStatus): Moves => new Map([[moved.id, { task: moved, to }]])

describe('A column of the board', () => {
  const [oldest, middle, newest] = [task('a', 'pending', 1), task('b', 'in_progress', 2), task('c', 'pending', 3)] as const

  it('is what the server said while nothing moves', () => {
    const said = [newest, oldest]
    expect(columnWith('pending', said, new Map())).toBe(said)
  })

  it('has a card on its way where it was put, in its place by age', () => {
    const moves = moving(middle, 'pending')
    expect(ids(columnWith('pending', [newest, oldest], moves))).toEqual(['c', 'b', 'a'])
    expect(columnWith('pending', [newest, oldest], moves)[1]?.status).toBe('pending')
    expect(columnWith('in_progress', [middle], moves)).toEqual([])
  })

  it('has it once when the server has already said so', () => {
    expect(ids(columnWith('pending', [newest, { ...middle, status: 'pending' }, oldest], moving(middle, 'pending')))).toEqual(['c', 'b', 'a'])
  })

  it('has it nowhere else, however far the lists are behind', () => {
    expect(columnWith('blocked', [middle], moving(middle, 'pending'))).toEqual([])
  })
})

describe('Two people at one task', () => {
  const base = draftOf(task('a'))

  it('clash where both wrote, and wrote different things', () => {
    expect(clashes(base, { ...base, title: 'Theirs' }, { ...base, title: 'Mine' }, ['title'])).toEqual(['title'])
  })

  it('do not clash where only one of them wrote, or both the same', () => {
    expect(clashes(base, { ...base, priority: 5 }, { ...base, title: 'Mine' }, ['title'])).toEqual([])
    expect(clashes(base, { ...base, title: 'Ours' }, { ...base, title: 'Ours' }, ['title'])).toEqual([])
  })
})
