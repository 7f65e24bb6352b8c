import type { Order, Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { type Actor, fail, newId } from '@pantheon/kernel'
import type { RpcContext } from '@pantheon/rpc'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Write } from '../../src/http/idempotency.ts'
import { createAppRouter } from '../../src/router.ts'
import type { Services } from '../../src/system.ts'
import { type Answer, type Caller, courseInput, courseProduct, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { restProcedures } from '../support/procedures.ts'
import { breakInserts } from '../support/stalled-inserts.ts'
import { bringColleague } from '../support/stock.ts'

const hour = 3_600_000
/** Something to wait for. */
const gate = () => {
  let open = (): void => {}
  const isOpen = new Promise<void>((resolve) => {
    open = resolve
  })
  return { isOpen, open }
}
const isReplayed = ({ headers }: Answer): boolean => headers.get('idempotent-replayed') === 'true'

describe.each(dialects)('Idempotency-Key, on %s', (dialect) => {
  let time = Date.now()
  const clock = { now: () => new Date(time) }
  let w: World
  let shop: SignedInCaller
  let course: Product
  beforeAll(async () => {
    w = await world(dialect, { clock })
    shop = await w.operator()
    course = await shop.api.business.products.create.mutate(courseProduct)
  })
  afterAll(() => w.close())

  const orderOf = (more = {}) => ({ productId: course.id, quantity: 1, input: courseInput, ...more })
  const place = (buyer: Caller, key: string, body: unknown = orderOf()): Promise<Answer> => buyer.rest('POST', '/orders', body, { 'idempotency-key': key })
  const overTrpc = async (caller: Caller, path: string, key: string, input: unknown): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    const response = await caller.http(`/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  /** Without who bought, which only a list says. */
  const ordersOf = async ({ api }: SignedInCaller): Promise<Order[]> =>
    (await api.business.orders.list.query({ limit: 100 })).items.map(({ buyer: _, ...order }) => order)

  describe('order placed ten times with one key = one order', () => {
    it('ten after one another', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      const first = await place(buyer, key)
      expect([first.status, isReplayed(first)]).toEqual([201, false])
      for (let i = 0; i < 9; i++) {
        const again = await place(buyer, key)
        expect([again.status, again.body, isReplayed(again)]).toEqual([201, first.body, true])
        expect(again.headers.get('location')).toBe(`/api/v1/orders/${first.body.id}`)
      }
      expect((await ordersOf(buyer)).map(({ id }) => id)).toEqual([first.body.id])
    })

    it('ten at once', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      const answers = await Promise.all(Array.from({ length: 10 }, () => place(buyer, key)))
      expect(answers.filter((answer) => answer.status === 201 && !isReplayed(answer))).toHaveLength(1)
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expect([answer.status, answer.body.code]).toEqual([409, 'idempotency.in_flight'])
        expect(answer.headers.get('retry-after')).toBe('1')
      }
      const [order, ...others] = await ordersOf(buyer)
      expect(others).toEqual([])
      expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id))).toEqual(new Set([order?.id]))
      // The order of the list has more: its payment and job.
      expect(order).toMatchObject((await place(buyer, key)).body)
    })

    it('ten at once, at two servers over one database', async () => {
      const other = await w.another({ clock })
      const buyer = await w.buyer()
      const { body: tokens } = await w.visitor().rest('POST', '/auth/login', { email: buyer.account.user.email, password: buyer.password })
      const authorization = `Bearer ${tokens.accessToken}`
      const programs = [w.visitor({ authorization }), other.visitor({ authorization })]
      const key = newId(new Date())
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => place(programs[i % 2]!, key)))
      expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([])
      const orders = await ordersOf(buyer)
      expect(orders).toHaveLength(1)
      for (const program of programs) expect(orders[0]).toMatchObject((await place(program, key)).body)
      await other.close()
    })

    it('and by its cookie, a token and tRPC alike', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      const rest = await place(buyer, key, { input: courseInput, quantity: 1, productId: course.id })
      const trpc = await overTrpc(buyer, 'business.orders.place', key, orderOf())
      expect([trpc.status, trpc.body, isReplayed(trpc)]).toEqual([200, { result: { data: rest.body } }, true])
      const otherWay = newId(new Date())
      const made = await overTrpc(buyer, 'business.orders.place', otherWay, orderOf())
      expect(await place(buyer, otherWay)).toMatchObject({ status: 201, body: made.body.result.data })
      expect(await ordersOf(buyer)).toHaveLength(2)
    })
  })

  describe('The same key', () => {
    it('with another body is refused: 422', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      await place(buyer, key)
      expect(await place(buyer, key, orderOf({ notes: 'Another one' }))).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused', status: 422 } })
      const trpc = await overTrpc(buyer, 'business.orders.place', key, orderOf({ notes: 'Another one' }))
      expect(trpc).toMatchObject({ status: 422, body: { error: { data: { code: 'idempotency.key_reused' } } } })
      expect(await ordersOf(buyer)).toHaveLength(1)
    })

    it('at another address is refused: 422', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      await place(buyer, key)
      expect((await buyer.rest('POST', '/tasks', orderOf(), { 'idempotency-key': key })).status).toBe(422)
    })

    it('of another person, and in another organization, is another key', async () => {
      const [one, two] = await Promise.all([w.buyer(), w.buyer()])
      const key = newId(new Date())
      const answers = [await place(one, key), await place(two, key, orderOf({ notes: 'Another one' }))]
      const { id } = await one.api.organizations.create.mutate({ name: 'Second' })
      await one.api.organizations.switch.mutate({ id })
      answers.push(await place(one, key))
      expect(answers.map((answer) => [answer.status, isReplayed(answer)])).toEqual(answers.map(() => [201, false]))
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(3)
    })

    it('tells nothing to a program that may not do this itself', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      await place(buyer, key)
      const { secret } = await buyer.api.auth.apiKeys.create.mutate({ name: 'Reader', permissions: ['order:read'] })
      expect(await place(w.visitor({ authorization: `Bearer ${secret}` }), key)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } })
    })

    it('is taken by changes and deletions too, which would be refused the second time', async () => {
      const buyer = await w.buyer()
      const task = await buyer.api.agents.tasks.create.mutate({ title: 'Check', type: 'review' })
      const [changing, deleting] = [newId(new Date()), newId(new Date())]
      const rename = (headers = {}) => buyer.rest('PUT', `/tasks/${task.id}`, { version: task.version, title: 'Checked' }, headers)
      const answers = [await rename({ 'idempotency-key': changing }), await rename({ 'idempotency-key': changing }), await rename()]
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 409])
      expect(answers[1]?.body).toEqual(answers[0]?.body)
      const remove = (headers = {}) => buyer.rest('DELETE', `/tasks/${task.id}?version=${answers[0]?.body.version}`, undefined, headers)
      const removals = [await remove({ 'idempotency-key': deleting }), await remove({ 'idempotency-key': deleting }), await remove()]
      expect(removals.map(({ status }) => status)).toEqual([200, 200, 404])
    })

    it('is kept 24 h and not longer', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      const first = await place(buyer, key)
      time += 24 * hour - 1
      await w.system.idempotency.sweep()
      expect((await place(buyer, key)).body).toEqual(first.body)
      time += 1
      const second = await place(buyer, key, orderOf({ notes: 'Another one' }))
      expect([second.status, isReplayed(second)]).toEqual([201, false])
      expect(second.body.id).not.toBe(first.body.id)
      expect((await place(buyer, key, orderOf({ notes: 'Another one' }))).body).toEqual(second.body)
      time += 24 * hour
      await w.system.idempotency.sweep()
      const { idempotencyClaims, idempotencyAnswers } = w.db.tables
      expect(await Promise.all([w.db.$count(idempotencyClaims), w.db.$count(idempotencyAnswers)])).toEqual([0, 0])
    })
  })

  describe('A refusal', () => {
    it('is repeated when the same request would meet it again', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      const declined = { ...testCard, number: '4000000000000002' }
      const order = await buyer.api.business.orders.place.mutate(orderOf())
      const pay = () => buyer.rest('POST', '/payments', { orderId: order.id, card: declined }, { 'idempotency-key': key })
      const [first, again] = [await pay(), await pay()]
      expect([first.status, isReplayed(first), again.status, isReplayed(again)]).toEqual([402, false, 402, true])
      expect({ ...again.body, requestId: '' }).toEqual({ ...first.body, requestId: '' })
      expect((await buyer.api.business.payments.list.query({ orderId: order.id })).items).toHaveLength(1)
    })

    it.each([
      ['a wrong field', { quantity: 0 }, 400, 'input.invalid'],
      ['an input that the agent does not take', { input: { topic: '' } }, 400, 'order.input_invalid'],
      ['another price', { currency: 'EUR' }, 400, 'product.not_sold_in'],
    ])('of the input is not kept, so that it goes through when it is put right: %s', async (_, wrong, status, code) => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      expect(await place(buyer, key, orderOf(wrong))).toMatchObject({ status, body: { code } })
      expect(isReplayed(await place(buyer, key, orderOf(wrong)))).toBe(false)
      const overOther = await overTrpc(buyer, 'business.orders.place', key, orderOf(wrong))
      expect([overOther.status, isReplayed(overOther)]).toEqual([status, false])
      const made = await place(buyer, key)
      expect([made.status, isReplayed(made)]).toEqual([201, false])
      expect((await place(buyer, key)).body).toEqual(made.body)
      expect(await ordersOf(buyer)).toHaveLength(1)
    })

    it('without a version is not kept', async () => {
      const buyer = await w.buyer()
      const task = await buyer.api.agents.tasks.create.mutate({ title: 'Check', type: 'review' })
      const rename = (body: object) => buyer.rest('PUT', `/tasks/${task.id}`, { title: 'Checked', ...body }, { 'idempotency-key': 'once' })
      expect([(await rename({})).status, (await rename({ version: task.version })).status]).toEqual([428, 200])
    })

    it('of what one may not do is not kept', async () => {
      const viewer = await w.member('viewer')
      const key = newId(new Date())
      expect((await place(viewer, key)).status).toBe(403)
      const { memberships } = w.db.tables
      await w.db.update(memberships).set({ role: 'member' }).where(eq(memberships.userId, viewer.account.user.id))
      w.system.services.access.changed({ userId: viewer.account.user.id })
      expect((await place(viewer, key)).status).toBe(201)
    })

    it('that is our own fault is not kept', async () => {
      const buyer = await w.buyer()
      const key = newId(new Date())
      const mend = await breakInserts(w, 'orders')
      const broken = await place(buyer, key)
      await mend()
      expect([broken.status, (await place(buyer, key)).status]).toEqual([500, 201])
      expect(await ordersOf(buyer)).toHaveLength(1)
    })
  })

  describe('What makes no sense', () => {
    it.each([
      ['no text', ''],
      ['256 characters', 'x'.repeat(256)],
      ['no ASCII', 'caf\u00e9'],
      ['a tab', 'a\tb'],
    ])('is a key of %s: 400', async (_, key) => {
      const buyer = await w.buyer()
      expect(await place(buyer, key)).toMatchObject({ status: 400, body: { code: 'idempotency.bad_key' } })
      expect(await ordersOf(buyer)).toEqual([])
    })
    it('is not a key of 255 characters', async () => {
      expect((await place(await w.buyer(), 'x'.repeat(255))).status).toBe(201)
    })
    it('is a batch with a key: 400', async () => {
      const buyer = await w.buyer()
      expect(await overTrpc(buyer, 'business.orders.place?batch=1', newId(new Date()), { 0: orderOf() })).toMatchObject({
        status: 400,
        body: { code: 'idempotency.not_in_batch' },
      })
      expect(await ordersOf(buyer)).toEqual([])
    })
    it.each(['constructor', '__proto__', 'business.nothing'])('is a key for %s: 404', async (path) => {
      expect((await overTrpc(await w.buyer(), path, newId(new Date()), {})).status).toBe(404)
    })
    it('is a body nested deeper than the stack: 400', async () => {
      const buyer = await w.buyer()
      const body = `{"productId":"${course.id}","input":${'['.repeat(300_000)}${']'.repeat(300_000)}}`
      const headers = { 'content-type': 'application/json', 'idempotency-key': newId(new Date()) }
      expect((await buyer.http('/api/v1/orders', { method: 'POST', headers, body })).status).toBe(400)
    })
  })

  describe('Secrets', () => {
    it('are answered anew, and kept nowhere', async () => {
      const buyer = await w.buyer()
      const { idempotencyClaims } = w.db.tables
      const before = await w.db.$count(idempotencyClaims)
      const key = newId(new Date())
      const { email } = buyer.account.user
      const login = () => buyer.rest('POST', '/auth/login', { email, password: buyer.password }, { 'idempotency-key': key })
      const [one, two] = [await login(), await login()]
      expect([one.status, two.status]).toEqual([200, 200])
      expect(one.body.refreshToken).not.toBe(two.body.refreshToken)
      expect(await w.db.$count(idempotencyClaims)).toBe(before)
    })
    it('are in no answer but those of auth', () => {
      const router = createAppRouter({} as Services)._def.procedures as unknown as Record<string, { _def: { output?: z.ZodType } }>
      const withSecrets = Object.entries(router).filter(
        ([, { _def }]) => _def.output && /"[^"]*(secret|token|password)[^"]*":/i.test(JSON.stringify(z.toJSONSchema(_def.output, { unrepresentable: 'any' }))),
      )
      expect(withSecrets.map(([path]) => path)).toContain('auth.apiKeys.create')
      expect(withSecrets.filter(([path]) => !path.startsWith('auth.'))).toEqual([])
    })
    it('mean nothing from visitors', async () => {
      const answer = await place(w.visitor(), newId(new Date()))
      expect(answer.status).toBe(401)
    })
  })

  it('holds for everything that creates, and each says in its own transaction that it was done', async () => {
    const buyer = await w.buyer()
    const order = await buyer.api.business.orders.place.mutate(orderOf())
    const colleague = await bringColleague(buyer)
    const workflow = { stages: [{ name: 'Desk', approvers: [{ kind: 'operators' }], quorum: { kind: 'any' }, deadlineHours: 24 }] }
    const bodies: Record<string, [SignedInCaller, unknown]> = {
      'organizations.create': [buyer, { name: 'Another' }],
      'organizations.invitations.create': [buyer, { email: 'guest@example.test', role: 'viewer' }],
      'organizations.teams.create': [buyer, { name: 'Press' }],
      'organizations.roles.create': [buyer, { name: 'Reader', permissions: ['order:read'] }],
      'business.products.create': [shop, courseProduct],
      'business.orders.place': [buyer, orderOf()],
      'business.payments.pay': [buyer, { orderId: order.id, card: testCard }],
      'business.policies.create': [buyer, { subject: 'order', currency: 'EUR', workflow }],
      'business.savedFilters.save': [buyer, { list: 'orders', name: 'Paid', rules: { status: 'paid' } }],
      'business.absences.create': [buyer, { userId: colleague, from: '2098-01-01T00:00:00.000Z', to: '2099-01-01T00:00:00.000Z' }],
      'agents.jobs.generate': [buyer, { type: 'course', input: courseInput }],
      'agents.tasks.create': [buyer, { title: 'Check', type: 'review' }],
    }
    const creating = restProcedures.filter(({ path, meta }) => meta.creates && !path.startsWith('auth.'))
    expect(creating.map(({ path }) => path).sort()).toEqual(Object.keys(bodies).sort())
    const { idempotencyClaims } = w.db.tables
    for (const { path, rest, meta } of creating) {
      const [caller, body] = bodies[path]!
      const key = newId(new Date())
      await w.db.delete(idempotencyClaims)
      const create = () => caller.rest(rest.method, rest.path, body, { 'idempotency-key': key })
      const [first, again] = [await create(), await create()]
      expect([path, first.status, again.status, isReplayed(again)]).toEqual([path, 201, 201, true])
      expect(again.body).toEqual(first.body)
      const [claim] = await w.db.select().from(idempotencyClaims)
      expect(claim?.workedAt, path).not.toBeNull()
      // What can be read by its id is found again by what the claim says.
      if (meta.creates?.endsWith('{id}')) expect([path, claim?.resourceId]).toEqual([path, first.body.id])
    }
  })

  describe('An attempt', () => {
    const run = (key: string, write: Partial<Write>) => w.system.idempotency.run(key, { ...aWrite, ...write })
    const actor = { kind: 'user', userId: newId(new Date()), organizationId: newId(new Date()), permissions: new Set() } as unknown as Actor
    const aWrite = { path: 'test.add', meta: {}, input: {}, note: () => {} } as unknown as Write
    const ctx = { actor: async () => ({ ...actor, scope: { organizationId: actor.organizationId } }) } as unknown as RpcContext

    it('that is under way keeps others out: 409; taken over after its lease, it cannot commit', async () => {
      const add = (name: string) => w.system.db.transaction(async (tx) => void (await tx.insert(tx.tables.eventConsumers).values({ name, lastSeq: 2 ** 40 })))
      const [began, held] = [gate(), gate()]
      const key = newId(new Date())
      const work = async () => {
        began.open()
        await held.isOpen
        await add('slow')
      }
      const slow = run(key, { ctx, work })
      await began.isOpen
      await expect(run(key, { ctx, work: () => add('second') })).rejects.toMatchObject({ code: 'idempotency.in_flight' })
      time += 30_001
      await run(key, { ctx, work: () => add('third') })
      held.open()
      await expect(slow).rejects.toMatchObject({ code: 'idempotency.in_flight' })
      const { eventConsumers } = w.db.tables
      const names = (await w.db.select({ name: eventConsumers.name }).from(eventConsumers)).map(({ name }) => name)
      expect(names).toContain('third')
      expect(names).not.toContain('slow')
      expect(names).not.toContain('second')
      expect(await run(key, { ctx, work: () => add('fourth') })).toBeUndefined()
      await w.db.delete(eventConsumers).where(eq(eventConsumers.name, 'third'))
    })

    it('that did something and refused its input then is not made again: the refusal is kept', async () => {
      const key = newId(new Date())
      const write = (work: () => Promise<unknown>) => run(key, { ctx, work })
      const halfWay = async () => {
        await w.system.db.transaction(async (tx) => void (await tx.insert(tx.tables.eventConsumers).values({ name: 'half', lastSeq: 2 ** 40 })))
        fail('input.invalid')
      }
      for (const work of [halfWay, async () => 'done']) await expect(write(work)).rejects.toMatchObject({ code: 'input.invalid' })
      await w.db.delete(w.db.tables.eventConsumers).where(eq(w.db.tables.eventConsumers.name, 'half'))
    })

    it('that did its work and failed to say so is not made again', async () => {
      const key = newId(new Date())
      const work = async () => {
        await w.system.db.transaction(async (tx) => void (await tx.insert(tx.tables.eventConsumers).values({ name: 'once', lastSeq: 2 ** 40 })))
        throw new Error('the connection broke')
      }
      await expect(run(key, { ctx, work })).rejects.toThrow('the connection broke')
      for (let i = 0; i < 2; i++) await expect(run(key, { ctx, work })).rejects.toMatchObject({ code: 'idempotency.answer_lost' })
      await w.db.delete(w.db.tables.eventConsumers).where(eq(w.db.tables.eventConsumers.name, 'once'))
    })
  })
})
