import { taskStatuses } from '@pantheon/contract'
import { Failure, newId } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { editTask, newTask, taskSteps, toTask } from '../src/a2a/task.ts'

const at = new Date('2026-05-01T10:00:00Z')
const later = new Date('2026-05-02T10:00:00Z')
const input = {
  title: 'Review the release',
  description: '',
  type: 'review' as const,
  agent: null,
  contextId: null,
  priority: 2,
  assigneeId: null,
  issueUrl: null,
  metadata: {},
}
const task = newTask(input, { id: newId(new Date()), organizationId: newId(new Date()), createdBy: newId(new Date()), createdAt: at })

describe('The life of a task', () => {
  it('begins as pending', () => {
    expect(task).toMatchObject({ status: 'pending', version: 1, updatedAt: at })
  })

  it('goes the ways there are, and no others', () => {
    const ways = taskStatuses.flatMap((from) => taskStatuses.filter((to) => taskSteps.can(from, to)).map((to) => `${from} → ${to}`))
    expect(ways.toSorted()).toEqual([
      'blocked → in_progress',
      'blocked → pending',
      'completed → in_progress',
      'failed → pending',
      'in_progress → blocked',
      'in_progress → completed',
      'in_progress → failed',
      'in_progress → pending',
      'pending → blocked',
      'pending → in_progress',
    ])
  })

  it('refuses a way there is not, and says from where to where', () => {
    const refused = () => editTask(task, { id: task.id, version: 1, status: 'completed' }, later)
    expect(refused).toThrow(Failure)
    expect(refused).toThrow(expect.objectContaining({ code: 'task.wrong_state', details: { status: 'pending', wanted: 'completed' } }))
  })
})

describe('Editing a task', () => {
  it('changes only what is given', () => {
    const edited = editTask(task, { id: task.id, version: 1, title: 'Another', priority: undefined }, later)
    expect(edited).toEqual({ ...task, title: 'Another', version: 2, updatedAt: later })
  })

  it('takes what is given as nothing', () => {
    const given = { ...task, agent: 'review' as const, issueUrl: 'https://example.test/1', assigneeId: newId(new Date()) }
    const emptied = editTask(given, { id: task.id, version: 1, agent: null, issueUrl: null, assigneeId: null }, later)
    expect(emptied).toMatchObject({ agent: null, issueUrl: null, assigneeId: null })
  })

  it('is no step when the state is the one it is in', () => {
    expect(editTask(task, { id: task.id, version: 1, status: 'pending' }, later)).toMatchObject({ status: 'pending', version: 2 })
  })
})

describe('A task on the wire', () => {
  it('names its assignee, or says that there is none', () => {
    const id = newId(new Date())
    expect(toTask({ ...task, assigneeId: id, assigneeName: 'Ada' }).assignee).toEqual({ id, name: 'Ada' })
    expect(toTask({ ...task, assigneeName: null }).assignee).toBeNull()
  })
})
