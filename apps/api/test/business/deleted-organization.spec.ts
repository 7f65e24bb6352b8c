import type { Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

describe.each(dialects)('Money for an organization that is deleted meanwhile, on %s', (dialect) => {
  let w: World
  let support: Product
  /** What happens between the payment's row and the provider's. */
  let meanwhile: (() => Promise<unknown>) | undefined
  beforeAll(async () => {
    w = await world(dialect, {
      aroundProvider: (provider) => ({
        ...provider,
        charge: async (request) => {
          await meanwhile?.()
          return provider.charge(request)
        },
      }),
    })
    support = await (await w.operator()).api.business.products.create.mutate({ ...courseProduct, price: '100.00', category: 'technical_support' })
  })
  afterAll(() => w.close())

  const places = async (buyer: SignedInCaller): Promise<string> =>
    (await buyer.api.business.orders.place.mutate({ productId: support.id, input: { brief: 'The printer is on fire again.' } })).id
  const deletes = (buyer: SignedInCaller) => buyer.api.organizations.delete.mutate({ confirmation: buyer.account.organization.name })
  const moneyOf = async (orderId: string) => {
    const { orders, payments, refunds } = w.db.tables
    const [order] = await w.db.select().from(orders).where(eq(orders.id, orderId))
    const [payment] = await w.db.select().from(payments).where(eq(payments.orderId, orderId))
    const back = await w.db.select().from(refunds).where(eq(refunds.orderId, orderId))
    return { order: order?.status, held: payment?.paidAt ? payment.amountMinor - payment.refundedMinor : 0, reasons: back.map(({ reason }) => reason) }
  }

  it('goes back, when it was deleted while the provider was asked', async () => {
    const buyer = await w.buyer()
    const orderId = await places(buyer)
    meanwhile = () => deletes(buyer)
    await buyer.api.business.payments.pay.mutate({ orderId, card: testCard })
    meanwhile = undefined
    await w.settle()
    expect(await moneyOf(orderId)).toEqual({ order: 'awaiting_payment', held: 0, reasons: ['nothing_owed'] })
  })

  it('waits for a deletion that is under way, and is not asked for then', async () => {
    const buyer = await w.buyer()
    const orderId = await places(buyer)
    const { organizations } = w.db.tables
    const mine = eq(organizations.id, buyer.account.organization.id)
    let paying: ReturnType<typeof refusalOf> | undefined
    await w.db.transaction(async (tx) => {
      await tx.update(organizations).set({ deletedAt: w.system.clock.now() }).where(mine)
      paying = refusalOf(buyer.api.business.payments.pay.mutate({ orderId, card: testCard }))
      expect(await Promise.race([paying, new Promise((resolve) => setTimeout(resolve, 150, 'waits'))])).toBe('waits')
    })
    expect(await paying).toBe('organization.deleted')
    expect(await moneyOf(orderId)).toMatchObject({ held: 0, reasons: [] })
  })

  it('is kept only for an order that was paid before the deletion, whichever of the two comes first', async () => {
    const buyers = await Promise.all(Array.from({ length: 4 }, () => w.buyer()))
    const orders = await Promise.all(buyers.map(places))
    await Promise.all(
      buyers.flatMap((buyer, i) => {
        const pays = () => refusalOf(buyer.api.business.payments.pay.mutate({ orderId: orders[i] ?? '', card: testCard })).catch(() => 'paid')
        return i % 2 === 0 ? [pays(), deletes(buyer)] : [deletes(buyer), pays()]
      }),
    )
    await w.settle()
    const { events } = w.db.tables
    const log = await w.db.select({ name: events.name, organizationId: events.organizationId }).from(events).orderBy(events.seq)
    for (const [i, orderId] of orders.entries()) {
      const names = log.filter(({ organizationId }) => organizationId === buyers[i]?.account.organization.id).map(({ name }) => name)
      const isPaidInTime = names.includes('order.paid') && names.indexOf('order.paid') < names.indexOf('organization.deleted')
      const { order, held } = await moneyOf(orderId)
      expect([order, held]).toEqual(isPaidInTime ? ['paid', 10_000] : ['awaiting_payment', 0])
    }
  })

  it('is not taken for the next month of its plan, and what is begun too late goes back', async () => {
    const { organizations, subscriptions, testBills, testSubscriptions } = w.db.tables
    const [renewing, late] = [await w.buyer(), await w.buyer()]
    await renewing.api.business.subscription.pay.mutate({ plan: 'basic', card: testCard })
    await deletes(renewing)
    await w.system.services.subscriptions.catchUp()
    const subscriptionOf = async ({ account }: SignedInCaller) =>
      (await w.db.select().from(subscriptions).where(eq(subscriptions.organizationId, account.organization.id)))[0]
    expect(await subscriptionOf(renewing)).toMatchObject({ state: 'active', cancelsAtPeriodEnd: true })

    // Paid on a page that was open when the organization was deleted.
    await late.api.business.subscription.pay.mutate({ plan: 'basic', card: testCard })
    const begun = await subscriptionOf(late)
    await w.db
      .update(subscriptions)
      .set({ state: 'opened', providerSubscriptionId: null })
      .where(eq(subscriptions.id, begun?.id ?? ''))
    await w.db.update(organizations).set({ deletedAt: w.system.clock.now() }).where(eq(organizations.id, late.account.organization.id))
    await w.system.services.subscriptions.catchUp()
    expect(await subscriptionOf(late)).toMatchObject({ state: 'ended', calledOffAt: expect.any(Date) })
    const [theirs] = await w.db
      .select()
      .from(testSubscriptions)
      .where(eq(testSubscriptions.reference, begun?.id ?? ''))
    expect(
      await w.db
        .select()
        .from(testBills)
        .where(eq(testBills.subscriptionId, theirs?.id ?? '')),
    ).toMatchObject([{ refundedAt: expect.any(Date) }])
  })
})
