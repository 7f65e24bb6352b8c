import { desc, eq, inArray } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { courseProduct, testCard, world } from '../../src/testing/index.ts'

describe.each(dialects)('A draft that cannot be issued, on %s', async (dialect) => {
  const { buyer, operator, db, system, settle, close } = await world(dialect, { env: { EVENT_TRIES: '2' } })
  afterAll(close)
  const [shop, customer] = [await operator(), await buyer()]
  const { invoices, invoiceDrafts, heldEvents } = db.tables
  const support = await shop.api.business.products.create.mutate({ ...courseProduct, category: 'technical_support' })
  const pays = async (): Promise<string> => {
    const { id: orderId } = await customer.api.business.orders.place.mutate({ productId: support.id, input: { brief: 'The printer is on fire again.' } })
    await customer.api.business.payments.pay.mutate({ orderId, card: testCard })
    return orderId
  }
  const issued = async () => db.select().from(invoices).orderBy(invoices.number)
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
  const parked = async () => (await shop.api.system.parkedEvents.list.query({})).items.filter(({ consumer }) => consumer === 'invoices')
  const waitFor = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 30_000 })

  it('is set aside with its order, shown to operators with its reason, and issued once it is mended; others do not wait for it', async () => {
    const [first, second] = [await pays(), await pays()]
    await settle()
    const papers = await issued()
    const paperOf = (orderId: string) => papers.find((paper) => paper.orderId === orderId)
    /** A draft like the paper of an order, older than all others. */
    const draftOf = (orderId: string) => {
      const {
        series: _,
        number: _1,
        corrects: _2,
        correctsSeries: _3,
        issuedAt,
        issuedOn: _4,
        signedMinor: _5,
        buyerKey: _6,
        ...paper
      } = paperOf(orderId) ?? expect.fail('no paper')
      return { ...paper, id: newId(system.clock.now()), correctsId: null, createdAt: new Date(issuedAt.getTime() - 3_600_000) }
    }
    // One corrects nothing, and one is there already. What corrects that one waits behind it.
    const nowhere = { ...draftOf(first), kind: 'credit_note' as const, correctsId: newId(system.clock.now()) }
    const again = draftOf(second)
    const behind = { ...draftOf(second), kind: 'credit_note' as const, correctsId: paperOf(second)?.id ?? '' }
    await db.insert(invoiceDrafts).values([nowhere, again, behind])

    const orders = [await pays(), await pays(), await pays()]
    await waitFor(async () => (await issued()).map(({ number }) => number)).toEqual(upTo(5))
    expect(
      (await issued())
        .slice(2)
        .map(({ orderId }) => orderId)
        .toSorted(),
    ).toEqual(orders.toSorted())
    await waitFor(async () => (await parked()).length).toBe(2)
    const events = await parked()
    expect(events.map(({ name, subject }) => [name, subject.type, subject.id]).toSorted()).toEqual(
      [first, second].map((id) => ['invoice.issue_failed', 'order', id]).toSorted(),
    )
    const reasonOf = (orderId: string) => events.find(({ subject }) => subject.id === orderId)?.error
    expect(reasonOf(first)).toMatch(/corrects .* which was never issued/)
    expect(reasonOf(second)).toMatch(/^a statement failed: (SQLITE_CONSTRAINT|23505)/)
    await waitFor(async () => (await shop.api.business.notifications.list.query({})).items.length).toBe(2)
    const { latestEvents } = await customer.api.state.snapshot.query()
    expect(latestEvents.map(({ name }) => name)).not.toContain('invoice.issue_failed')

    // Looked at again and again, they are told of once.
    for (let i = 0; i < 3; i++) await system.services.issueDrafts()
    expect(await db.$count(db.tables.events, eq(db.tables.events.name, 'invoice.issue_failed'))).toBe(2)

    await db.delete(invoiceDrafts).where(inArray(invoiceDrafts.id, [nowhere.id, again.id]))
    await db.insert(invoiceDrafts).values({ ...nowhere, correctsId: paperOf(first)?.id ?? '' })
    for (const { id } of events) await shop.api.system.parkedEvents.replay.mutate({ id })
    await settle()
    expect(await db.$count(heldEvents)).toBe(0)
    const all = await db.select().from(invoices).orderBy(desc(invoices.number))
    expect(all.map(({ number }) => number)).toEqual(upTo(7).toReversed())
    expect(
      all
        .slice(0, 2)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([nowhere.id, behind.id].toSorted())
  }, 60_000)
})
