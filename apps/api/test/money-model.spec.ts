import { type Permission, type Product, permissions } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { type Actor, Failure, mintScope } from '@pantheon/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, type Fault, shaky, testCard, type World, world } from '../src/testing/index.ts'

const declinedCard = { ...testCard, number: '4000000000000002' }
const day = 24 * 3_600_000

type Step =
  | { do: 'pay'; card: 'good' | 'declined' }
  | { do: 'cancel' }
  | { do: 'refund'; part: number | undefined }
  | { do: 'webhook'; which: number }
  | { do: 'wait'; ms: number }
  | { do: 'catchUp' }
  | { do: 'reconcile' }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), card: fc.constantFrom('good' as const, 'good' as const, 'declined' as const) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'cancel' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refund' as const), part: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: undefined, freq: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('webhook' as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(100, 900, 5000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'catchUp' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reconcile' as const }) },
)
/** Half of the stories begin with a payment that goes well: there is more to go wrong after it. */
const paidFirst: Step[] = [
  { do: 'pay', card: 'good' },
  { do: 'wait', ms: 5000 },
  { do: 'webhook', which: 0 },
]
const anyStory = fc
  .tuple(fc.boolean(), fc.array(anyStep, { minLength: 2, maxLength: 12 }))
  .map(([isPaid, steps]) => (isPaid ? [...paidFirst, ...steps] : steps))
const anyFaults = fc.array(fc.option(fc.constantFrom<Fault>('before', 'after'), { nil: undefined, freq: 3 }), { maxLength: 12 })

describe.each(dialects)('Money, on %s', { timeout: 120_000 }, (dialect) => {
  let w: World
  let product: Product
  let actor: Actor
  let offset = 0
  let faults: (Fault | undefined)[] = []
  beforeAll(async () => {
    const clock = { now: () => new Date(Date.now() + offset) }
    // It settles when the clock is told to go on, never by itself while a story runs.
    w = await world(dialect, { clock, settleMs: 1000, aroundProvider: shaky(() => faults.shift()) })
    const operator = await w.operator()
    product = await operator.api.business.products.create.mutate({ ...courseProduct, price: '49.00', category: 'technical_support' })
    const { user, organization } = operator.account
    actor = {
      ...{ kind: 'user', userId: user.id, organizationId: organization.id, role: 'owner', platformRole: 'admin' },
      ...{ permissions: new Set<Permission>(permissions), scope: mintScope(null) },
    }
  })
  afterAll(() => w.close())

  const places = () => w.system.services.orders.place(actor, { productId: product.id, quantity: 1, input: { brief: 'The printer is on fire again.' } })
  const chargesOf = async (orderId: string) => {
    const { payments, testCharges } = w.db.tables
    const ours = await w.db.select().from(payments).where(eq(payments.orderId, orderId))
    const found = await Promise.all(ours.map(({ id }) => w.db.select().from(testCharges).where(eq(testCharges.reference, id))))
    return { ours, charges: found.flat() }
  }
  /** What the provider tells us of one charge or another, again and again, or of none at all. */
  const tell = async (orderId: string, which: number): Promise<void> => {
    const { charges } = await chargesOf(orderId)
    const charge = charges[which % Math.max(1, charges.length)]
    if (!charge) return
    const body = JSON.stringify({ id: `evt_${charge.id}_${which % 3}`, type: 'charge.settled', at: new Date().toISOString(), charge: charge.id })
    await w.system.services.payments.receiveCallback(body, w.system.bank.sign(body))
  }

  const take = async (orderId: string, step: Step): Promise<unknown> => {
    const { orders, payments, refunds, reconciler } = w.system.services
    const version = (await orders.get(actor, orderId)).version
    switch (step.do) {
      case 'pay':
        return payments.pay(actor, { orderId, card: step.card === 'good' ? testCard : declinedCard })
      case 'cancel':
        return orders.cancel(actor, { id: orderId, version })
      case 'refund':
        return refunds.request(actor, { id: orderId, version, reason: 'x', ...(step.part !== undefined && { amount: (step.part / 100).toFixed(2) }) })
      case 'webhook':
        return tell(orderId, step.which)
      case 'wait':
        offset += step.ms
        return undefined
      case 'catchUp':
        return reconciler.catchUp()
      case 'reconcile':
        return reconciler.reconcile()
    }
  }

  /** A day later, with the provider in reach again. */
  const comesToRest = async (): Promise<void> => {
    faults = []
    offset += 1.5 * day
    await w.system.services.reconciler.reconcile()
    await w.system.services.reconciler.catchUp()
  }

  const requireBalance = async (orderId: string, steps: unknown): Promise<void> => {
    const order = await w.system.services.orders.get(actor, orderId)
    const { ours, charges } = await chargesOf(orderId)
    const theirs = await Promise.all(charges.map(({ id }) => w.system.bank.provider.find(id)))
    const heldThere = theirs.reduce((sum, payment) => {
      const back = payment?.refunds.reduce((all, { amountMinor }) => all + amountMinor, 0) ?? 0
      return sum + (payment?.state === 'succeeded' ? payment.amountMinor : 0) - back
    }, 0)
    const taken = ours.filter(({ status }) => ['succeeded', 'partially_refunded', 'refunded'].includes(status))
    const heldHere = taken.reduce((sum, { amountMinor, refundedMinor }) => sum + amountMinor - refundedMinor, 0)
    const about = JSON.stringify({ order: order.status, ours: ours.map(({ status, refundedMinor }) => [status, refundedMinor]), steps })
    expect(heldHere, `our books and the provider's: ${about}`).toBe(heldThere)
    expect(
      ours.filter(({ status }) => status === 'pending' || status === 'requires_action'),
      about,
    ).toEqual([])
    const { refunds } = w.db.tables
    expect(await w.db.$count(refunds, eq(refunds.status, 'pending')), about).toBe(0)
    if (['awaiting_payment', 'cancelled', 'refunded'].includes(order.status)) expect(heldHere, about).toBe(0)
    else expect([heldHere > 0, heldHere <= 4900, order.status], about).toEqual([true, true, 'paid'])
    expect(taken.filter(({ refundedMinor, amountMinor }) => refundedMinor < amountMinor).length, about).toBeLessThanOrEqual(1)
  }

  it('is never created or lost, whatever is pressed, told or cut off in whatever order', async () => {
    const seen: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(anyStory, anyFaults, async (steps, cuts) => {
        const { id } = await places()
        faults = [...cuts]
        for (const step of steps) await take(id, step).catch(() => undefined) // a refusal is an answer too
        await comesToRest()
        await requireBalance(id, { steps, cuts })
        const { status } = await w.system.services.orders.get(actor, id)
        seen[status] = (seen[status] ?? 0) + 1
      }),
      { numRuns: dialect === 'sqlite' ? 700 : 150, endOnFailure: false },
    )
    // The stories went everywhere they could go.
    expect(Object.keys(seen).toSorted()).toEqual(['awaiting_payment', 'cancelled', 'paid', 'refunded'])
  })

  it('ends where it would have ended, when every single call on the way is cut once, before and after', async () => {
    const story: Step[] = [
      { do: 'pay', card: 'good' },
      { do: 'wait', ms: 2000 },
      { do: 'webhook', which: 0 },
      { do: 'refund', part: 1000 },
    ]
    const calls = 6
    for (let cut = 0; cut < calls; cut++) {
      for (const fault of ['before', 'after'] as const) {
        const { id } = await places()
        faults = [...Array<undefined>(cut).fill(undefined), fault]
        for (const step of story) {
          // Whoever got no answer asks again, as a person or a client would.
          const failure: unknown = await take(id, step).catch((error: unknown) => error)
          if (failure instanceof Failure && failure.code === 'payment.provider_unreachable') await take(id, step)
        }
        await comesToRest()
        await requireBalance(id, { cut, fault })
        expect(await w.system.services.orders.get(actor, id), `cut ${cut} ${fault}`).toMatchObject({ status: 'paid' })
      }
    }
  })
})
