import type { EventName } from '@pantheon/contract'
import { type Db, eq, openDb, readSince } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { Failure, newId, systemClock } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releaseHeld } from '../src/events/held-events.repo.ts'
import { createConsumer } from '../src/index.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const nobody = { organizationId: null, actorId: null }
const at = new Date('2026-03-04T05:06:07.891Z')

describe.each(dialects)('The order in which consumers handle the log on %s', (dialect) => {
  let db: Db
  let other: Db
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  beforeAll(async () => {
    database = await createTestDatabase(dialect)
    db = await openDb(database.url)
    other = await openDb(database.url)
  })
  afterAll(async () => {
    await Promise.all([db.close(), other.close()])
    await database.drop()
  })
  const emit = (through: Db, orderId: string) => through.transaction(async (tx) => tx.emit('order.placed', { ...nobody, data: { orderId } }))

  it('hands every event to a consumer, again after a failure, and only once when all goes well; in order, but for what failed', async () => {
    const handled: string[] = []
    let refusals = 2
    const consumer = createConsumer({ db, clock: systemClock, logger: quiet }, 'test', {
      'order.placed': async ({ data }) => {
        if (handled.length === 3 && refusals-- > 0) throw new Error('not yet')
        handled.push(data.orderId)
      },
    })
    const start = (await readSince(db, 0, 1000)).map((row) => row.data.orderId)
    await consumer.start()
    const orders = Array.from({ length: 10 }, () => newId(new Date()))
    for (const orderId of orders) await emit(other, orderId)
    await consumer.settled()
    await consumer.stop()
    const all = [...start, ...orders]
    expect([...handled].sort()).toEqual([...all].sort())
    expect(handled.slice(0, 3)).toEqual(all.slice(0, 3))
  })

  it('passes to another process when a consumer dies, from where it stopped', async () => {
    const first: string[] = []
    const second: string[] = []
    const one = createConsumer({ db, clock: systemClock, logger: quiet }, 'failover', { 'order.placed': async ({ data }) => void first.push(data.orderId) })
    const two = createConsumer({ db: other, clock: systemClock, logger: quiet }, 'failover', {
      'order.placed': async ({ data }) => void second.push(data.orderId),
    })
    await one.start()
    await one.settled()
    await two.start()
    await one.stop()
    const orderId = newId(new Date())
    await emit(db, orderId)
    await two.settled()
    await two.stop()
    expect(second).toEqual([orderId])
    expect(first).not.toContain(orderId)
  })

  it('is handled in order: what belongs to an order waits behind what failed of it, an approval of its refund too', async () => {
    const id = newId(at)
    const data = { approvalId: newId(at), resourceType: 'refund', resourceId: newId(at), requesterId: 'somebody' } as const
    let isBroken = true
    const handled: string[] = []
    const fails = async (): Promise<void> => {
      if (isBroken) throw new Failure('order.wrong_state')
      handled.push('payment.succeeded')
    }
    const noting = async ({ name }: { name: EventName }): Promise<void> => void handled.push(name)
    const consumer = createConsumer({ db, clock: systemClock, logger: quiet, policy: { tries: 1, pauseMs: 10 } }, 'in order', {
      'payment.succeeded': async (event) => (event.data.orderId === id ? fails() : undefined),
      'approval.approved': async (event) => (event.data.approvalId === data.approvalId ? noting(event) : undefined),
      'course.completed': async (event) => (event.data.orderId === id ? noting(event) : undefined),
    })
    await db.transaction(async (tx) => {
      tx.emit('payment.succeeded', { ...nobody, data: { paymentId: newId(at), orderId: id } })
      tx.emit('approval.approved', { ...nobody, owner: { type: 'order', id }, data })
      tx.emit('course.completed', { ...nobody, data: { courseId: newId(at), jobId: newId(at), orderId: id } })
    })
    await consumer.start()
    await consumer.settled()
    expect(handled).toEqual([])
    const held = await db.select().from(db.tables.heldEvents).where(eq(db.tables.heldEvents.consumer, 'in order')).orderBy(db.tables.heldEvents.seq)
    expect(held.map(({ state, subject }) => [state, subject])).toEqual(['parked', 'waiting', 'waiting'].map((state) => [state, `order:${id}`]))
    isBroken = false
    await releaseHeld(db, held[0]?.id ?? '')
    await expect.poll(() => handled).toEqual(['approval.approved', 'course.completed'])
    await consumer.stop()
  })
})
