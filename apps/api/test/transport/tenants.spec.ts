import { errors } from '@pantheon/contract'
import { dialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { callRest, callTrpc, idPaths, type Procedure, procedures, restProcedures, sampleInput, takenBy } from '../support/procedures.ts'
import { seedStock } from '../support/stock.ts'

/** The catalogue and the agents are the platform's own: they belong to nobody and everybody reads them. */
const isShared = ({ path }: Procedure): boolean => path.startsWith('business.products.') || path === 'agents.get'
/** Fields that name no tenant's thing, and why not. */
const harmless: Record<string, string> = {
  productId: 'a product is everybody’s',
  actorId: 'it only narrows what one reads of one’s own audit log',
}
/** Guarded procedures that are told of things by id and are not called here, and why not. */
const exceptions: Record<string, string> = {
  'audit.verify': 'the checkpoint is the caller’s own proof; it is compared with the chain of the caller’s organization and with no other',
  'system.parkedEvents.replay': 'the log is the platform’s: only operators hold the permission, and they see every organization',
  'system.parkedEvents.drop': 'the log is the platform’s: only operators hold the permission, and they see every organization',
}
/** Where a procedure is told of a tenant's thing. */
const tenantPaths = (procedure: Procedure): string[] => idPaths(procedure).filter((path) => !((path.split('.').at(-1) ?? '') in harmless))
const rootOf = (path: string): string => path.split(/[.[]/, 1)[0] ?? path

const reaching = procedures.filter((procedure) => !isShared(procedure) && !(procedure.path in exceptions) && tenantPaths(procedure).length > 0)
const listing = reaching.filter((procedure) => procedure.path.endsWith('.list'))
const many = reaching.filter((procedure) => tenantPaths(procedure).some((path) => path.startsWith('orders[]')))
const acting = reaching.filter((procedure) => !listing.includes(procedure) && !many.includes(procedure))
/** Those that only operators may do: a customer's own permission ends the call first. */
const isOperators = ({ meta }: Procedure): boolean => meta.permission === 'order:fulfil' || meta.permission === 'order:refund'
/** What is given to people of one's own says so of all others alike, whether or not they exist. */
const refusedAs: Record<string, string> = {
  'business.policies.create': 'policy.bad_rule',
  'business.policies.check': 'policy.bad_rule',
  'agents.tasks.create': 'task.assignee_not_member',
}

describe('Procedures that are told of things by id', () => {
  it('are all called below, but for those that say why not', () => {
    const told = procedures.filter((procedure) => procedure.meta.permission !== undefined && idPaths(procedure).length > 0)
    const called = new Set([...acting, ...listing, ...many].map(({ path }) => path))
    const dropped = told.filter((procedure) => !called.has(procedure.path) && !(procedure.path in exceptions) && !isShared(procedure))
    expect(dropped.filter((procedure) => tenantPaths(procedure).length > 0).map(({ path }) => path)).toEqual([])
    // Those that are left out by their fields: seen, so that a new one is looked at.
    expect(dropped.map(({ path }) => path)).toEqual([
      'audit.list',
      'audit.export',
      'business.orders.list',
      'business.orders.exportFile',
      'business.orders.place',
    ])
    expect(Object.keys(exceptions).filter((path) => !told.some((procedure) => procedure.path === path))).toEqual([])
  })

  it('are found at any depth', () => {
    const pathsOf = (path: string) => idPaths(procedures.find((procedure) => procedure.path === path)!)
    expect(pathsOf('business.orders.cancelMany')).toEqual(['orders[].id'])
    expect(pathsOf('business.policies.create')).toContain('workflow.stages[].approvers[].id')
    expect(pathsOf('auth.sessions.end')).toEqual(['id'])
  })
})

describe.each(dialects)("member reads another organization by guessing ids: another organization's things, on %s", async (dialect) => {
  const { buyer, operator, settle, close } = await world(dialect)
  afterAll(close)
  const [owner, stranger, shop] = await Promise.all([buyer(), buyer(), operator()])
  const { order, course, task, payment, job, namesFor } = await seedStock(shop, owner, settle)
  /** As the owner could say it, so that nothing but whose it is can be wrong with it. */
  const asOwner = (procedure: Procedure) => {
    const names = namesFor(procedure.path)
    for (const path of tenantPaths(procedure)) expect(names[rootOf(path)], `a thing of ${procedure.path} that belongs to somebody`).toBeDefined()
    return sampleInput(procedure, { ...names, version: procedure.path.startsWith('agents.') ? course.version : order.version })
  }

  it('are reached through most of the door', () => {
    expect(acting.length).toBeGreaterThanOrEqual(40)
    expect(many.length).toBeGreaterThanOrEqual(3)
    expect(listing.length).toBeGreaterThanOrEqual(3)
  })

  it.each(acting)('do not exist for a stranger who calls $path', async (procedure) => {
    const member = await callTrpc(stranger, procedure, asOwner(procedure))
    if (isOperators(procedure)) return expect(member).toMatchObject({ status: 403 })
    // It tells an administrator about anybody, and of those who are no members of theirs just that.
    if (procedure.path === 'auth.explain') return expect(member.body).toMatchObject({ isAllowed: false, because: 'not_a_member', role: null })
    if (procedure.path in refusedAs) return expect(member).toMatchObject({ status: 400, code: refusedAs[procedure.path] })
    expect(member.status).toBe(404)
    expect(errors[member.code!].kind).toBe('not_found')
    const rest = restProcedures.find(({ path }) => path === procedure.path)
    if (rest) expect(await callRest(stranger, rest, asOwner(procedure))).toMatchObject({ status: 404, code: member.code })
  })

  it.each(many)('do not exist among the many that a stranger names to $path', async (procedure) => {
    const member = await callTrpc(stranger, procedure, asOwner(procedure))
    if (isOperators(procedure)) return expect(member).toMatchObject({ status: 403 })
    expect(member).toMatchObject({ status: 200, body: { done: 0, results: [{ outcome: 'refused', code: 'order.not_found', status: null, version: null }] } })
  })

  it('are in no answer to any question that a stranger can ask without naming them', async () => {
    const ids = [order.id, course.id, task.id, payment.id, job.id, owner.account.user.id, owner.account.organization.id]
    const questions = procedures.filter(({ type, meta }) => type === 'query' && meta.permission !== undefined)
    let answered = 0
    for (const question of questions) {
      const { status, body } = await callTrpc(stranger, question, question.input ? {} : undefined)
      if (status === 200) answered++
      for (const id of ids) expect(JSON.stringify(body), question.path).not.toContain(id)
    }
    expect(answered).toBeGreaterThanOrEqual(25)
  })

  it.each(acting.filter(({ type }) => type === 'query'))('are there for their owner and for operators who call $path', async (procedure) => {
    expect(await callTrpc(owner, procedure, asOwner(procedure))).toMatchObject({ status: 200 })
    // A rule is asked about for one's own organization, an operator's too.
    expect(await callTrpc(shop, procedure, asOwner(procedure))).toMatchObject({ status: procedure.path in refusedAs ? 400 : 200 })
  })

  it.each(listing)('are on no page that a stranger gets from $path', async (procedure) => {
    for (const input of [{}, takenBy(procedure, { orderId: order.id })]) {
      expect(await callTrpc(stranger, procedure, input)).toMatchObject({ status: 200, body: { items: [], nextCursor: null } })
      expect((await callTrpc(owner, procedure, input)).body).toMatchObject({ items: [{}] })
    }
  })

  it('are not in the state that a stranger sees', async () => {
    const seen = JSON.stringify(await stranger.api.state.snapshot.query())
    for (const id of [order.id, course.id, owner.account.organization.id, owner.account.user.id]) expect(seen).not.toContain(id)
    expect(JSON.stringify(await owner.api.state.snapshot.query())).toContain(order.id)
  })

  it('stay as they were after all that', async () => {
    expect(await owner.api.business.orders.get.query({ id: order.id })).toMatchObject({ status: 'fulfilled' })
    expect(await owner.api.agents.courses.get.query({ id: course.id })).toEqual(course)
  })
})
