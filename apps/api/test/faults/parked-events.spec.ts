import type { ParkedEvent } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, testCard, world } from '../../src/testing/index.ts'

describe('An event that cannot be handled', async () => {
  const { buyer, operator, db, system, settle, close } = await world('sqlite', { env: { EVENT_TRIES: '2' } })
  afterAll(close)
  const [shop, customer] = [await operator(), await buyer()]
  const product = await shop.api.business.products.create.mutate(courseProduct)
  const parked = async (): Promise<ParkedEvent[]> => (await shop.api.system.parkedEvents.list.query({})).items
  /** Says that an order was paid, and then refunded, for somebody who is not there: no work can be asked for it. */
  const poison = async (): Promise<string> => {
    const orderId = newId(system.clock.now())
    const { organization } = customer.account
    const about = { organizationId: organization.id, actorId: null }
    await db.transaction(async (tx) => {
      tx.emit('order.paid', { ...about, data: { orderId, userId: newId(system.clock.now()), category: 'ai_course_generation', input: courseInput } })
      tx.emit('order.refunded', { ...about, data: { orderId } })
    })
    return orderId
  }

  it('is parked and told of when fulfilment fails, while every other order is fulfilled; operators replay and drop it, and nobody else sees it', async () => {
    const orderId = await poison()
    const { id } = await customer.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await customer.api.business.payments.pay.mutate({ orderId: id, card: testCard })
    await settle()
    expect(await customer.api.business.orders.get.query({ id })).toMatchObject({ status: 'fulfilled' })

    const [event] = await parked()
    const subject = { type: 'order', id: orderId }
    expect(event).toMatchObject({ consumer: 'fulfilment', name: 'order.paid', subject, tries: 2, waiting: 1 })
    expect(event?.error).toMatch(/^a statement failed: SQLITE_CONSTRAINT/)
    const { items: told } = await shop.api.business.notifications.list.query({})
    expect(told).toMatchObject([{ kind: 'event.parked', subject: 'event', subjectId: event?.id, title: 'order.paid' }])
    const letter = (await system.services.mailbox.latest(20)).find(({ to, text }) => to === shop.account.user.email && text.includes('order\u2024paid'))
    expect(letter).toBeDefined()

    // What made it fail is not mended: one more try parks it again.
    const ref = { id: event?.id ?? '' }
    expect((await shop.rest('POST', `/parked-events/${ref.id}/replay`)).status).toBe(200)
    await settle()
    expect(await parked()).toMatchObject([{ id: ref.id, tries: 3 }])

    // Given up, it makes room for the next of its subject.
    await shop.api.system.parkedEvents.drop.mutate(ref)
    expect((await shop.rest('POST', `/parked-events/${ref.id}/drop`)).body.code).toBe('event.not_parked')
    await expect.poll(() => db.$count(db.tables.heldEvents), { timeout: 15_000 }).toBe(0)

    expect((await customer.rest('GET', '/parked-events')).status).toBe(403)
    const { latestEvents } = await customer.api.state.snapshot.query()
    expect(latestEvents.map(({ name }) => name).filter((name) => name.startsWith('event.'))).toEqual([])
  }, 60_000)

  it('is about the chain that stands still when it cannot be entered in the audit log; other chains go on, and it follows when the event is dropped', async () => {
    const other = await buyer()
    const { organization } = customer.account
    const isOfAudit = eq(db.tables.heldEvents.consumer, 'audit')
    // An address that is no text cannot be stored.
    const origin = { requestId: 'r', address: {} as unknown as string, userAgent: 'u' }
    const orderId = newId(system.clock.now())
    await db.transaction(async (tx) => tx.emit('order.approved', { organizationId: organization.id, actorId: null, origin, data: { orderId } }))
    const orders: string[] = []
    for (const one of [customer, other]) orders.push((await one.api.business.orders.place.mutate({ productId: product.id, input: courseInput })).id)
    await settle()
    const [entered = '', free = ''] = orders
    const entriesOf = async (one: typeof customer) => (await one.api.audit.list.query({ limit: 100 })).items.map(({ resourceId }) => resourceId)

    const event = (await parked()).find(({ consumer }) => consumer === 'audit')
    expect(event).toMatchObject({ name: 'order.approved', subject: { type: 'chain', id: organization.id } })
    expect(event?.waiting).toBe((await db.$count(db.tables.heldEvents, isOfAudit)) - 1)
    expect(event?.waiting).toBeGreaterThan(0)
    expect(await entriesOf(customer)).not.toContain(entered)
    expect(await entriesOf(other)).toContain(free)

    await shop.api.system.parkedEvents.drop.mutate({ id: event?.id ?? '' })
    await expect.poll(() => db.$count(db.tables.heldEvents, isOfAudit)).toBe(0)
    expect(await entriesOf(customer)).toContain(entered)
  }, 60_000)
})
