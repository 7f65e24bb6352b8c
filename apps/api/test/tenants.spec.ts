import { errors } from '@pantheon/contract'
import { dialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { world } from '../src/testing/index.ts'
import { callRest, callTrpc, type Procedure, procedures, restProcedures, sampleInput } from './procedures.ts'
import { stockUp } from './stock.ts'

/** The catalogue and the agents are the platform's own: they belong to nobody and everybody reads them. */
const isShared = ({ path }: Procedure): boolean => path.startsWith('business.products.') || path === 'agents.get'
const isId = (schema: unknown): boolean => {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodUUID
}
/** Fields that name no tenant's thing: a product is everybody's, and an actor is what one's own audit log is searched for. */
const isFilter = (name: string): boolean => name === 'productId' || name === 'actorId'
/** The fields through which a procedure is told of a tenant's thing. */
const idFields = ({ input }: Procedure): string[] =>
  Object.entries(input?.shape ?? {}).flatMap(([name, schema]) => (isId(schema) && !isFilter(name) ? [name] : []))

const reaching = procedures.filter((procedure) => !isShared(procedure) && idFields(procedure).length > 0)
const acting = reaching.filter((procedure) => !procedure.path.endsWith('.list'))
const listing = reaching.filter((procedure) => procedure.path.endsWith('.list'))

describe.each(dialects)("member reads another organization by guessing ids: another organization's things, on %s", async (dialect) => {
  const { buyer, operator, settle, close } = await world(dialect)
  afterAll(close)
  const [owner, stranger, shop] = await Promise.all([buyer(), buyer(), operator()])
  const { order, course, namesFor } = await stockUp(shop, owner, settle)
  /** As the owner could say it, so that nothing but whose it is can be wrong with it. */
  const asOwner = (procedure: Procedure) => {
    const names = namesFor(procedure.path)
    for (const field of idFields(procedure)) expect(names[field], `a thing of ${procedure.path} that belongs to somebody`).toBeDefined()
    return sampleInput(procedure, { ...names, version: procedure.path.startsWith('agents.') ? course.version : order.version })
  }

  it('are reached through most of the door', () => {
    expect(acting.length).toBeGreaterThanOrEqual(12)
    expect(listing.length).toBeGreaterThanOrEqual(3)
  })

  it.each(acting)('do not exist for a stranger who calls $path', async (procedure) => {
    const member = await callTrpc(stranger, procedure, asOwner(procedure))
    // Some may be done by operators only, so a customer's own permission ends the call first.
    if (procedure.meta.permission === 'order:fulfil' || procedure.meta.permission === 'order:refund') return expect(member).toMatchObject({ status: 403 })
    // It tells an administrator about anybody, and of those who are no members of theirs just that.
    if (procedure.path === 'auth.explain') return expect(member.body).toMatchObject({ isAllowed: false, because: 'not_a_member', role: null })
    expect(member.status).toBe(404)
    expect(errors[member.code!].kind).toBe('not_found')
    const rest = restProcedures.find(({ path }) => path === procedure.path)
    if (rest) expect(await callRest(stranger, rest, asOwner(procedure))).toMatchObject({ status: 404, code: member.code })
  })

  it.each(acting.filter(({ type }) => type === 'query'))('are there for their owner and for operators who call $path', async (procedure) => {
    expect(await callTrpc(owner, procedure, asOwner(procedure))).toMatchObject({ status: 200 })
    expect(await callTrpc(shop, procedure, asOwner(procedure))).toMatchObject({ status: 200 })
  })

  it.each(listing)('are on no page that a stranger gets from $path', async (procedure) => {
    for (const input of [{}, { orderId: order.id }]) {
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
