import { openDb } from '@pantheon/db'
import { budget, createTestDatabase, dialects, fillTables, planOf, type TestRow, unhurried } from '@pantheon/db/testing'
import { mintScope, type Position, type Scope, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTaskList } from '../src/a2a/tasks.repo.ts'
import { buildCourseList } from '../src/course/courses.repo.ts'

const many = budget(8000, 20_000)
const organizationsInAll = 20
const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const id = (kind: string, i: number): string => `${kind}0000000-0000-7000-8000-${String(i).padStart(12, '0')}`
/** Half of everything is one large organization's. */
const organizationOf = (i: number): string => id('b', i % 2 === 1 ? 7 : i % organizationsInAll)
const at = (i: number): Date => new Date(start + i * minute)
const upTo = (count: number, row: (i: number) => TestRow): TestRow[] => Array.from({ length: count }, (_, i) => row(i))

const rows = {
  organizations: upTo(organizationsInAll, (i) => ({ id: id('b', i), name: `House ${i}`, created_at: at(0) })),
  users: [{ id: id('c', 1), email: 'writer@example.test', name: 'Writer', created_at: at(0), updated_at: at(0) }],
  ai_jobs: upTo(many, (i) => ({
    id: id('d', i),
    dedupe_key: `${i}`,
    job_type: 'course',
    organization_id: organizationOf(i),
    user_id: id('c', 1),
    agent_id: 201,
    input: {},
    status: 'succeeded',
    created_at: at(i),
  })),
  courses: upTo(many, (i) => ({
    id: id('1', i),
    organization_id: organizationOf(i),
    job_id: id('d', i),
    title: `Course ${i % 997}`,
    status: 'complete',
    authorship: 'offline_draft',
    model: 'offline',
    request: {},
    content: {},
    created_at: at(i),
    updated_at: at(i),
  })),
  tasks: upTo(many, (i) => ({
    id: id('2', i),
    organization_id: organizationOf(i),
    title: `Task ${i}`,
    description: '',
    type: 'review',
    priority: i % 6,
    status: 'pending',
    metadata: {},
    created_by: id('c', 1),
    created_at: at(i),
    updated_at: at(many - i),
  })),
}

describe.each(dialects)(`${many} courses and tasks on %s`, async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    await fillTables(db, database.url, rows)
    expect(await db.as(systemScope).$count(db.tables.tasks)).toBe(many)
  }, 120_000)

  const [everyone, organization] = [systemScope, mintScope(id('b', 7))]
  /** The whole way of a list is an index, without sorting; on Postgres a later page begins where its cursor is. */
  const expectStraight = async (scope: Scope, query: object, index: RegExp, table: string, after: Position | undefined) => {
    const plan = await planOf(db, database.url, scope, query)
    expect(plan).toMatch(index)
    expect(plan).not.toMatch(new RegExp(`\\bsort\\b|temp b-tree|seq scan on ${table}|scan ${table}\\b(?! using)`, 'i'))
    if (after && dialect === 'pg') expect(plan).toMatch(/Index Cond: .*ROW\(/)
  }
  const [time, title] = [
    [start + (many / 2) * minute, id('1', many / 2)],
    ['course 5', id('1', 5)],
  ] as const

  it.each([
    ['newest', /courses_(organization|created)_idx/, time],
    ['oldest', /courses_(organization|created)_idx/, time],
    ['title_az', /courses_(organization_)?title_idx/, title],
    ['title_za', /courses_(organization_)?title_idx/, title],
  ] as const)('are listed by %s straight from an index', async (sort, index, place) => {
    for (const scope of [everyone, organization]) {
      for (const after of [undefined, place]) {
        await expectStraight(scope, buildCourseList(db, scope, { orderId: undefined, sort, after, limit: 21 }), index, 'courses', after)
      }
    }
  })

  it.each([
    ['newest', /tasks_organization_idx/, time],
    ['oldest', /tasks_organization_idx/, time],
    ['priority_high', /tasks_priority_idx/, [3, id('2', 9)]],
    ['priority_low', /tasks_priority_idx/, [3, id('2', 9)]],
    ['updated_newest', /tasks_updated_idx/, time],
    ['updated_oldest', /tasks_updated_idx/, time],
  ] as const)('of a board are listed by %s straight from an index', async (sort, index, place) => {
    for (const after of [undefined, place]) {
      const query = buildTaskList(db, organization, { organizationId: id('b', 7), sort, after, limit: 31 })
      await expectStraight(organization, query, index, 'tasks', after)
    }
  })
})
