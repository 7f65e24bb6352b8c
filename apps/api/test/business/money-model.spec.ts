import { type Permission, type Product, permissions } from '@pantheon/contract'
import { and, eq, inArray, lte } from '@pantheon/db'
import { budget, dialects, isDeep, seed } from '@pantheon/db/testing'
import { type Actor, Failure, systemScope } from '@pantheon/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, type Fault, shaky, testCard, type World, world } from '../../src/testing/index.ts'
import { createFlakyProvider } from '../support/flaky-provider.ts'
import { anyFaults, anyStories, atOnce, type Step, type Story, settleMs } from '../support/money-steps.ts'
import { createLedger } from '../support/payment-ledger.ts'

const declinedCard = { ...testCard, number: '4000000000000002' }
const day = 24 * 3_600_000
/** How many times so many stories at once are told. */
const rounds = budget({ sqlite: 10, pg: 5 }, { sqlite: 210, pg: 40 })

describe.each(dialects)('Money, on %s', { timeout: 600_000 }, (dialect) => {
  let w: World
  let product: Product
  let actor: Actor
  let offset = 0
  let faults: (Fault | undefined)[] = []
  const clock = { now: () => new Date(Date.now() + offset) }
  const flakyProvider = createFlakyProvider({ db: () => w.db, clock })
  beforeAll(async () => {
    const line = shaky(() => faults.shift())
    // Nothing works by itself: what workers do are steps of the stories.
    w = await world(dialect, { clock, settleMs, env: { ROLE: 'api' }, aroundProvider: (provider) => line(flakyProvider.around(provider)) })
    const operator = await w.operator()
    product = await operator.api.business.products.create.mutate({ ...courseProduct, price: '49.00', category: 'technical_support' })
    const { user, organization } = operator.account
    actor = {
      kind: 'user',
      userId: user.id,
      organizationId: organization.id,
      role: 'owner',
      platformRole: 'admin',
      permissions: new Set<Permission>(permissions),
      scope: systemScope,
    }
  })
  afterAll(() => w.close())

  const places = () =>
    w.system.services.orders.place(actor, { productId: product.id, quantity: 1, input: { brief: 'The printer is on fire again.' } }, { ignoresUnknown: false })
  const orderOf = (id: string) => w.system.services.orders.get(actor, id)
  const statusesOf = async (ids: string[]): Promise<string[]> => {
    const { orders } = w.db.tables
    return (await w.db.select({ status: orders.status }).from(orders).where(inArray(orders.id, ids))).map(({ status }) => status)
  }
  const chargeOf = async (orderId: string, which: number): Promise<string | undefined> => {
    const { payments, testCharges } = w.db.tables
    const ours = await w.db.select().from(payments).where(eq(payments.orderId, orderId))
    const ids = ours.flatMap(({ providerPaymentId }) => providerPaymentId ?? [])
    const references = ours.map(({ id }) => id)
    const begun = await w.db.select().from(testCharges).where(inArray(testCharges.reference, references))
    const all = [...new Set([...begun.map(({ id }) => id), ...ids])]
    return all[which % Math.max(1, all.length)]
  }
  const onCharge = async (orderId: string, which: number, act: (chargeId: string) => Promise<unknown>): Promise<void> => {
    const charge = await chargeOf(orderId, which)
    if (charge !== undefined) await act(charge)
  }
  const refunds = async (id: string, amount?: string) =>
    w.system.services.refunds.request(actor, { id, version: (await orderOf(id)).version, reason: 'x', ...(amount !== undefined && { amount }) })

  const take = async (orderId: string, step: Step): Promise<unknown> => {
    const { orders, payments, reconciler } = w.system.services
    switch (step.do) {
      case 'pay':
        return payments.pay(actor, { orderId, card: step.card === 'good' ? testCard : declinedCard })
      case 'cancel':
        return orders.cancel(actor, { id: orderId, version: (await orderOf(orderId)).version })
      case 'refund':
        return refunds(orderId, step.part === undefined ? undefined : (step.part / 100).toFixed(2))
      case 'webhook':
        // What the provider tells us of one charge or another, again and again, or of none at all.
        return onCharge(orderId, step.which, async (charge) => {
          const body = JSON.stringify({ id: `evt_${charge}_${step.which % 3}`, type: 'charge.settled', at: new Date().toISOString(), charge })
          await payments.receiveCallback(body, w.system.testProvider.sign(body))
        })
      case 'wait':
        offset += step.ms
        return undefined
      case 'catchUp':
        return reconciler.catchUp()
      case 'reconcile':
        return reconciler.reconcile()
      case 'twice':
        return onCharge(orderId, step.which, flakyProvider.takesAgain)
      case 'bounce':
        return onCharge(orderId, step.which, flakyProvider.sendsBack)
      case 'slow':
        return flakyProvider.takesItsTime()
      case 'settle':
        return flakyProvider.settles()
      case 'begin':
        return orders.workStarted(orderId)
      case 'fail':
        return orders.workFailed(orderId)
      case 'retry':
        return (await orders.isOwed(orderId)) ? orders.workStarted(orderId) : undefined
      case 'deliver':
        return orders.workSucceeded(orderId)
    }
  }
  /** A refusal is an answer too; whatever else goes wrong is a defect. */
  const tries = (orderId: string, step: Step): Promise<unknown> =>
    take(orderId, step).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error
      return error
    })
  const tell = async (orderId: string, story: Story): Promise<void> => {
    for (const group of story) await Promise.all(group.map((step) => tries(orderId, step)))
  }

  const owedRefunds = () => w.db.$count(w.db.tables.refunds, and(eq(w.db.tables.refunds.status, 'pending'), lte(w.db.tables.refunds.dueAt, clock.now())))
  /** A day later, with the provider in reach again and the bank at its end. */
  const comesToRest = async (): Promise<void> => {
    faults = []
    flakyProvider.settles()
    offset += 1.5 * day
    const { reconciler } = w.system.services
    await reconciler.reconcile()
    for (let beats = 0; beats < 5 && (await owedRefunds()) > 0; beats++) await reconciler.catchUp()
    await w.system.services.issueDrafts()
  }

  const requireRest = async (orderIds: string[], since: Date): Promise<void> => {
    const { payments, refunds } = w.db.tables
    const isOpen = and(inArray(payments.orderId, orderIds), inArray(payments.status, ['pending', 'requires_action']))
    const isOwed = and(inArray(refunds.orderId, orderIds), inArray(refunds.status, ['pending', 'awaiting_approval']))
    expect(await Promise.all([w.db.$count(payments, isOpen), w.db.$count(refunds, isOwed)])).toEqual([0, 0])
    expect(await createLedger(w.db, undefined).disagreements({ orderIds, since })).toEqual([])
  }
  /** Whatever has happened, an operator can give everything back, and the papers come to nothing then. */
  const requireWayBack = async (orderIds: string[]): Promise<void> => {
    const { payments, invoices } = w.db.tables
    const takenOf = async () => (await w.db.select().from(payments).where(inArray(payments.orderId, orderIds))).filter(({ paidAt }) => paidAt !== null)
    const holds = async () => (await takenOf()).filter(({ amountMinor, refundedMinor }) => refundedMinor < amountMinor)
    for (let held = await holds(); held.length > 0; held = await holds()) for (const { orderId } of held) await refunds(orderId)
    expect((await takenOf()).filter(({ status }) => status !== 'refunded')).toEqual([])
    await w.system.services.issueDrafts()
    const papers = await w.db.select().from(invoices).where(inArray(invoices.orderId, orderIds))
    expect(papers.reduce((sum, { kind, totalMinor }) => sum + (kind === 'invoice' ? totalMinor : -totalMinor), 0)).toBe(0)
  }

  it('is never created or lost, whatever is pressed, told, cut off, taken twice or sent back, in whatever order and at once', async () => {
    const seen: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(anyStories, anyFaults, async (stories, cuts) => {
        const since = clock.now()
        const ids = (await Promise.all(stories.map(places))).map(({ id }) => id)
        faults = [...cuts]
        await Promise.all(ids.map((id, index) => tell(id, stories[index] ?? [])))
        await comesToRest()
        await requireRest(ids, since)
        for (const status of await statusesOf(ids)) seen[status] = (seen[status] ?? 0) + 1
        await requireWayBack(ids)
        await requireRest(ids, since)
        expect((await statusesOf(ids)).filter((status) => !['awaiting_payment', 'cancelled', 'refunded'].includes(status))).toEqual([])
      }),
      { numRuns: rounds[dialect], seed, endOnFailure: true },
    )
    // The stories went everywhere they could go; a few of them do not get that far.
    if (isDeep) expect(Object.keys(seen).toSorted()).toEqual(['awaiting_payment', 'cancelled', 'failed', 'fulfilled', 'in_progress', 'paid', 'refunded'])
    expect(Object.values(seen).reduce((sum, n) => sum + n, 0)).toBe(rounds[dialect] * atOnce)
  })

  it('ends where it would have ended, when every single call on the way is cut once, before and after', async () => {
    const story: Step[] = [
      { do: 'pay', card: 'good' },
      { do: 'wait', ms: 2 * settleMs },
      { do: 'webhook', which: 0 },
      { do: 'refund', part: 1000 },
    ]
    const calls = 6
    for (let cut = 0; cut < calls; cut++) {
      for (const fault of ['before', 'after'] as const) {
        const since = clock.now()
        const { id } = await places()
        faults = [...Array<undefined>(cut).fill(undefined), fault]
        for (const step of story) {
          // Whoever got no answer asks again, as a person or a client would.
          const failure = await tries(id, step)
          if (failure instanceof Failure && failure.code === 'payment.provider_unreachable') await take(id, step)
        }
        await comesToRest()
        await requireRest([id], since)
        expect(await orderOf(id), `cut ${cut} ${fault}`).toMatchObject({ status: 'paid' })
      }
    }
  })
})
