import { randomUUID } from 'node:crypto'
import { and, eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'
import { watch } from '../support/watcher.ts'

const review = { title: 'Review the release', type: 'review' } as const
const idOf = ({ account }: SignedInCaller) => account.user.id

describe.each(storyDialects)('On %s', (dialect) => {
  let w: World
  beforeAll(async () => {
    w = await world(dialect)
  })
  afterAll(() => w.close())

  /** Makes somebody a member of somebody else's organization. */
  const joins = async (person: SignedInCaller, { account }: SignedInCaller): Promise<void> => {
    const db = w.system.db.as(systemScope)
    const membership = { organizationId: account.organization.id, userId: idOf(person), role: 'member' as const, createdAt: new Date() }
    await db.insert(db.tables.memberships).values(membership)
  }
  const titlesOf = (page: { items: { title: string }[] }) => page.items.map(({ title }) => title)

  describe('The life of a task', () => {
    it('is made, begun, finished, reopened and deleted, each time in a new version', async () => {
      const owner = await w.buyer()
      const tasks = owner.api.agents.tasks
      const made = await tasks.create.mutate({
        ...review,
        description: 'Before Friday',
        agent: 'review',
        priority: 4,
        issueUrl: 'https://example.test/issues/1',
      })
      expect(made).toMatchObject({
        ...review,
        description: 'Before Friday',
        agent: 'review',
        priority: 4,
        status: 'pending',
        assignee: null,
        issueUrl: 'https://example.test/issues/1',
        createdBy: idOf(owner),
        organizationId: owner.account.organization.id,
        version: 1,
      })
      const begun = await tasks.update.mutate({ id: made.id, version: 1, status: 'in_progress' })
      expect(begun).toMatchObject({ ...made, status: 'in_progress', version: 2, updatedAt: begun.updatedAt })
      const done = await tasks.update.mutate({ id: made.id, version: 2, status: 'completed' })
      const reopened = await tasks.update.mutate({ id: made.id, version: done.version, status: 'in_progress', title: 'Review it again' })
      expect(reopened).toMatchObject({ status: 'in_progress', title: 'Review it again', version: 4 })
      expect(await tasks.get.query({ id: made.id })).toEqual(reopened)

      expect(await tasks.delete.mutate({ id: made.id, version: 4 })).toEqual({ id: made.id })
      expect(await refusalOf(tasks.get.query({ id: made.id }))).toBe('task.not_found')
      expect((await tasks.list.query({})).items).toEqual([])
    })

    it('goes no way that its state does not allow', async () => {
      const { tasks } = (await w.buyer()).api.agents
      const { id, version } = await tasks.create.mutate(review)
      expect(await refusalOf(tasks.update.mutate({ id, version, status: 'completed' }))).toBe('task.wrong_state')
      expect(await tasks.get.query({ id })).toMatchObject({ status: 'pending', version: 1 })
    })

    it.each(['{"__proto__":"x"}', '{"a":1,"\\u005f_proto__":"x"}', '{" __proto__ ":"x"}'])('takes no entry that would be dropped: %s', async (metadata) => {
      const { http } = await w.buyer()
      const body = `{"title":"Check","type":"review","metadata":${metadata}}`
      const answer = await http('/api/v1/tasks', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('__proto__')])
    })
    it('keeps its metadata as they were given', async () => {
      const { tasks } = (await w.buyer()).api.agents
      const metadata = { zeta: 'last', alpha: 1.5, done: false, nothing: null, "it's": '“quoted” \\ 日本語' }
      const made = await tasks.create.mutate({ ...review, metadata })
      expect(made.metadata).toEqual(metadata)
      expect((await tasks.get.query({ id: made.id })).metadata).toEqual(metadata)
      expect((await tasks.update.mutate({ id: made.id, version: 1, priority: 5 })).metadata).toEqual(metadata)
      expect((await tasks.update.mutate({ id: made.id, version: 2, metadata: {} })).metadata).toEqual({})
    })

    it('is told to those who watch, with who did it', async () => {
      const owner = await w.buyer()
      const { tasks } = owner.api.agents
      const page = watch(owner)
      await page.started()
      const { id } = await tasks.create.mutate(review)
      await tasks.update.mutate({ id, version: 1, status: 'blocked' })
      await tasks.delete.mutate({ id, version: 2 })
      await page.sees(({ name }) => name === 'task.deleted')
      expect(page.events().map(({ name, actorId, data }) => [name, actorId, data])).toEqual([
        ['task.created', idOf(owner), { taskId: id }],
        ['task.updated', idOf(owner), { taskId: id, status: 'blocked' }],
        ['task.deleted', idOf(owner), { taskId: id }],
      ])
      await page.close()
    })
  })

  describe('Two people at one task', () => {
    it('find out who was faster, and see the task of now', async () => {
      const owner = await w.buyer()
      const { id } = await owner.api.agents.tasks.create.mutate(review)
      const answers = await Promise.all(['One', 'Two'].map((title) => owner.rest('PUT', `/tasks/${id}`, { version: 1, title })))
      const won = answers.find(({ status }) => status === 200)
      const lost = answers.find(({ status }) => status === 409)
      expect(lost?.body).toMatchObject({ code: 'version.stale', details: { current: won?.body } })
      expect(await owner.api.agents.tasks.get.query({ id })).toEqual(won?.body)
      expect(await refusalOf(owner.api.agents.tasks.delete.mutate({ id, version: 1 }))).toBe('version.stale')
    })
  })

  describe("Another organization's task", () => {
    it('is not there, and is not touched', async () => {
      const [owner, stranger] = await Promise.all([w.buyer(), w.buyer()])
      const made = await owner.api.agents.tasks.create.mutate(review)
      const { tasks } = stranger.api.agents
      const tries = [
        tasks.get.query({ id: made.id }),
        tasks.update.mutate({ id: made.id, version: 1, title: 'Mine now' }),
        tasks.delete.mutate({ id: made.id, version: 1 }),
        tasks.update.mutate({ id: made.id, version: 7, title: 'Not even its version is told' }),
      ]
      expect(await Promise.all(tries.map(refusalOf))).toEqual(Array(4).fill('task.not_found'))
      expect((await tasks.list.query({ search: 'Review' })).items).toEqual([])
      expect(await owner.api.agents.tasks.get.query({ id: made.id })).toEqual(made)
    })

    it('is not on the board of an operator, who has one of their own', async () => {
      const [owner, operator] = await Promise.all([w.buyer(), w.operator()])
      const made = await owner.api.agents.tasks.create.mutate(review)
      expect((await operator.api.agents.tasks.list.query({})).items).toEqual([])
      expect(await operator.api.agents.tasks.get.query({ id: made.id })).toEqual(made)
    })
  })

  describe('Giving a task to somebody', () => {
    it('takes a member, and shows their name', async () => {
      const [owner, colleague] = await Promise.all([w.buyer(), w.buyer()])
      await joins(colleague, owner)
      const { tasks } = owner.api.agents
      const assignee = { id: idOf(colleague), name: colleague.account.user.name }
      const given = await tasks.create.mutate({ ...review, assigneeId: assignee.id })
      expect(given.assignee).toEqual(assignee)
      expect((await tasks.list.query({ assigneeId: assignee.id })).items).toEqual([given])
      expect(await tasks.update.mutate({ id: given.id, version: 1, assigneeId: null })).toMatchObject({ assignee: null })
      expect((await tasks.list.query({ assigneeId: assignee.id })).items).toEqual([])
    })

    it('is refused for anybody else, at that field', async () => {
      const [owner, stranger] = await Promise.all([w.buyer(), w.buyer()])
      for (const assigneeId of [idOf(stranger), randomUUID()]) {
        const { status, body } = await owner.rest('POST', '/tasks', { ...review, assigneeId })
        expect({ status, code: body.code, paths: body.errors.map(({ path }: { path: string }) => path) }).toEqual({
          status: 400,
          code: 'task.assignee_not_member',
          paths: ['assigneeId'],
        })
      }
      expect((await owner.api.agents.tasks.list.query({})).items).toEqual([])
      const { id } = await owner.api.agents.tasks.create.mutate(review)
      expect(await refusalOf(owner.api.agents.tasks.update.mutate({ id, version: 1, assigneeId: idOf(stranger) }))).toBe('task.assignee_not_member')
    })

    it('leaves it with somebody who has left, until it is given to another', async () => {
      const [owner, colleague] = await Promise.all([w.buyer(), w.buyer()])
      await joins(colleague, owner)
      const { tasks } = owner.api.agents
      const { id } = await tasks.create.mutate({ ...review, assigneeId: idOf(colleague) })
      const db = w.system.db.as(systemScope)
      const { memberships } = db.tables
      await db.delete(memberships).where(and(eq(memberships.userId, idOf(colleague)), eq(memberships.organizationId, owner.account.organization.id)))
      const edited = await tasks.update.mutate({ id, version: 1, assigneeId: idOf(colleague), title: 'Still theirs' })
      expect(edited).toMatchObject({ title: 'Still theirs', assignee: { id: idOf(colleague) } })
    })
  })

  describe('The list', () => {
    it('pages newest first, without a gap or a repeat', async () => {
      const { tasks } = (await w.buyer()).api.agents
      for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) await tasks.create.mutate({ ...review, title })
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await tasks.list.query({ limit: 2, ...(cursor !== undefined && { cursor }) })
        seen.push(...titlesOf(page))
        expect(page.total).toBe(5)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual(['Five', 'Four', 'Three', 'Two', 'One'])
    })

    it('filters by status, type and words, whatever their case', async () => {
      const { tasks } = (await w.buyer()).api.agents
      const deploy = await tasks.create.mutate({ title: 'Deploy to 100%_of users', type: 'deployment', description: 'Über Nacht' })
      await tasks.create.mutate({ title: 'Write the guide', type: 'documentation' })
      await tasks.update.mutate({ id: deploy.id, version: 1, status: 'in_progress' })
      expect(titlesOf(await tasks.list.query({ status: 'pending' }))).toEqual(['Write the guide'])
      expect(titlesOf(await tasks.list.query({ type: 'deployment' }))).toEqual([deploy.title])
      expect(titlesOf(await tasks.list.query({ type: 'deployment', status: 'pending' }))).toEqual([])
      for (const search of ['DEPLOY', '100%_', 'Über', 'nacht']) expect(titlesOf(await tasks.list.query({ search })), search).toEqual([deploy.title])
      expect(titlesOf(await tasks.list.query({ search: '%' }))).toEqual([deploy.title])
      expect(titlesOf(await tasks.list.query({ search: ' ' }))).toHaveLength(2)
      const totalOf = async (filter: Parameters<typeof tasks.list.query>[0]) => (await tasks.list.query({ limit: 1, ...filter })).total
      expect(await Promise.all([totalOf({}), totalOf({ status: 'pending' }), totalOf({ search: 'nacht' }), totalOf({ type: 'review' })])).toEqual([2, 1, 1, 0])
    })
  })

  describe('REST', () => {
    it('says the same as tRPC, and where a new task is', async () => {
      const owner = await w.buyer()
      const made = await owner.rest('POST', '/tasks', { ...review, priority: 1 })
      expect({ status: made.status, location: made.headers.get('location') }).toEqual({ status: 201, location: `/api/v1/tasks/${made.body.id}` })
      const read = await owner.rest('GET', `/tasks/${made.body.id}`)
      expect(read.body).toEqual(made.body)
      expect(read.body).toEqual(await owner.api.agents.tasks.get.query({ id: made.body.id }))
      expect((await owner.rest('GET', '/tasks?type=review&limit=5')).body).toEqual(await owner.api.agents.tasks.list.query({ type: 'review', limit: 5 }))
      expect((await owner.rest('PUT', `/tasks/${made.body.id}`, { title: 'Without a version' })).status).toBe(428)
      expect(await owner.rest('DELETE', `/tasks/${made.body.id}?version=1`)).toMatchObject({ status: 200, body: { id: made.body.id } })
      expect((await owner.rest('GET', `/tasks/${made.body.id}`)).status).toBe(404)
    })

    it('lets somebody who may only look do no more than that', async () => {
      const viewer = await w.member('viewer')
      expect((await viewer.rest('GET', '/tasks')).body).toEqual({ items: [], nextCursor: null, total: 0 })
      expect(await viewer.rest('POST', '/tasks', review)).toMatchObject({ status: 403, body: { details: { permission: 'task:manage' } } })
    })
  })
})
