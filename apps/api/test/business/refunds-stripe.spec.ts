import { createRefunds, type PaymentProvider, type ProviderPayment } from '@pantheon/business'
import type { Order, Product, Refund } from '@pantheon/contract'
import { eq, inArray } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import type { StripeServer } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.ts'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, type World } from '../../src/testing/index.ts'
import { stripeWorld } from '../support/stripe-world.ts'

const year = 365 * 24 * 3_600_000

describe.each(storyDialects)('Money on its way back through Stripe, on %s', (dialect) => {
  let stripe: StripeServer
  let w: World
  let operator: SignedInCaller
  let support: Product
  let course: Product
  beforeAll(async () => {
    ;({ stripe, w } = await stripeWorld(dialect, { OFFLINE_PACE_MS: '150' }))
    operator = await w.operator()
    const { products } = operator.api.business
    support = await products.create.mutate({ ...courseProduct, name: 'Support', price: '4900', currency: 'JPY', category: 'technical_support' })
    course = await products.create.mutate({ ...courseProduct, price: '4900', currency: 'JPY' })
  })
  afterEach(async () => {
    stripe.mood = 'well'
    stripe.refundsAre('succeeded')
    await stripe.webhooks.release()
  })
  afterAll(async () => {
    await w.close()
    await stripe.stop()
  })

  const heard = async (): Promise<void> => {
    await stripe.webhooks.settled()
    await w.settle()
  }
  const catchUp = () => w.system.services.reconciler.catchUp()
  const orderOf = (id: string): Promise<Order> => operator.api.business.orders.get.query({ id })
  const paymentsOf = async (orderId: string) => (await operator.api.business.payments.list.query({ orderId })).items
  const refundsOf = async (id: string) => (await operator.api.business.orders.refunds.query({ id })).items
  const papersOf = async (orderId: string) => {
    await w.system.services.issueDrafts()
    return (await operator.api.business.invoices.list.query({ orderId, sort: 'oldest' })).items.map(({ kind, total }) => [kind, total])
  }
  const newsOf = async (reader: SignedInCaller, id: string) =>
    (await reader.api.business.notifications.list.query({ limit: 100 })).items.filter(({ subjectId }) => subjectId === id).map(({ kind }) => kind)
  const places = async (product = support): Promise<{ buyer: SignedInCaller; order: Order }> => {
    const buyer = await w.buyer()
    const input = product === support ? { brief: 'The printer is on fire again.' } : courseInput
    return { buyer, order: await buyer.api.business.orders.place.mutate({ productId: product.id, input }) }
  }
  const buys = async () => {
    const { buyer, order } = await places()
    await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })
    await heard()
    return { buyer, id: order.id }
  }
  const givesBack = async (id: string, amount?: string): Promise<Refund> => {
    const { version } = await orderOf(id)
    return operator.api.business.orders.refund.mutate({ id, version, reason: 'Broken', ...(amount && { amount }) })
  }
  const latestAtStripe = () => [...stripe.objects.refund.values()].at(-1)!
  const bankSays = async (outcome: 'succeeded' | 'failed'): Promise<void> => {
    stripe.settleRefund(latestAtStripe().id, outcome)
    await heard()
  }
  const atStripe = async (path: string, form: Record<string, string>): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${stripe.secretKey}` }
    return (await (await fetch(`${stripe.url}/v1/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })).json()) as { id: string }
  }
  /** Takes money under a reference past the shop, as a second server in the same moment would. */
  const takes = (reference: string) =>
    atStripe('payment_intents', {
      amount: '4900',
      currency: 'jpy',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'metadata[reference]': reference,
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
    })

  describe('A refund that the bank sends back after days', () => {
    it('is still owed: it can be given back once more, and stands in the papers once', async () => {
      const { buyer, id } = await buys()
      await givesBack(id)
      await heard()
      await bankSays('failed')
      expect((await orderOf(id)).status).toBe('refunded')
      expect(await paymentsOf(id)).toMatchObject([{ status: 'succeeded', refundedAmount: '0' }])
      expect(await refundsOf(id)).toMatchObject([{ status: 'failed', failureCode: 'expired_or_canceled_card' }])

      expect(await givesBack(id)).toMatchObject({ status: 'succeeded', amount: '4900' })
      await heard()
      expect((await orderOf(id)).status).toBe('refunded')
      expect(await paymentsOf(id)).toMatchObject([{ status: 'refunded', refundedAmount: '4900' }])
      expect(await papersOf(id)).toEqual([
        ['invoice', '4900'],
        ['credit_note', '4900'],
      ])
      expect(await refusalOf(givesBack(id))).toBe('refund.nothing_left')
      // Both are told that it failed, the operator to do something; and the buyer of each time that money is on its way.
      expect(await newsOf(operator, id)).toEqual(['payment.refund_failed'])
      expect(await newsOf(buyer, id)).toEqual(['payment.refunded', 'payment.refund_failed', 'order.refunded'])
    })

    it('is credited as far as it was not credited yet, when another sum goes back', async () => {
      const { id } = await buys()
      await givesBack(id, '900')
      await heard()
      await bankSays('failed')
      await givesBack(id, '500')
      await givesBack(id, '1000')
      await heard()
      expect((await orderOf(id)).status).toBe('paid')
      expect(await paymentsOf(id)).toMatchObject([{ status: 'partially_refunded', refundedAmount: '1500' }])
      expect(await papersOf(id)).toEqual([
        ['invoice', '4900'],
        ['credit_note', '900'],
        ['credit_note', '600'],
      ])
    })

    it('and another one made at Stripe, heard of in one look, are credited once', async () => {
      const { id } = await buys()
      await givesBack(id, '900')
      await heard()
      stripe.webhooks.hold()
      const bounced = latestAtStripe()
      stripe.settleRefund(bounced.id, 'failed')
      await atStripe('refunds', { payment_intent: String(bounced.payment_intent), amount: '1000' })
      await stripe.webhooks.release((events) => events.slice(-1))
      await heard()
      expect(await paymentsOf(id)).toMatchObject([{ refundedAmount: '1000' }])
      expect(await papersOf(id)).toEqual([
        ['invoice', '4900'],
        ['credit_note', '900'],
        ['credit_note', '100'],
      ])
    })
  })

  it('money for a cancelled order that the bank does not take back is given back by an operator', async () => {
    const { buyer, order } = await places()
    const { id } = order
    const { paymentId } = await buyer.api.business.payments.checkout.mutate({ orderId: id })
    await buyer.api.business.orders.cancel.mutate({ id, version: order.version })
    stripe.refundsAre('pending')
    await takes(paymentId)
    await stripe.webhooks.settled()
    await catchUp()
    await bankSays('failed')
    stripe.refundsAre('succeeded')
    expect((await orderOf(id)).status).toBe('cancelled')
    expect(await refundsOf(id)).toMatchObject([{ status: 'failed', reason: 'nothing_owed' }])
    // It had never arrived, so the buyer was told nothing of it.
    expect(await newsOf(operator, id)).toEqual(['payment.refund_failed'])
    expect(await newsOf(buyer, id)).not.toContain('payment.refund_failed')

    expect(await givesBack(id)).toMatchObject({ status: 'succeeded', amount: '4900' })
    await heard()
    expect((await orderOf(id)).status).toBe('cancelled')
    expect(await paymentsOf(id)).toMatchObject([{ status: 'refunded' }])
    expect(await papersOf(id)).toEqual([])
  })

  it('of what was taken twice, what nothing was owed for goes back first, and the work goes on', async () => {
    const { id } = await buys()
    const [first] = await paymentsOf(id)
    stripe.refundsAre('pending')
    await takes(first?.id ?? '')
    await stripe.webhooks.settled()
    await catchUp()
    await bankSays('failed')
    stripe.refundsAre('succeeded')
    await givesBack(id)
    await heard()
    expect((await paymentsOf(id)).map(({ id, status }) => [id === first?.id, status])).toEqual([
      [false, 'refunded'],
      [true, 'succeeded'],
    ])
    expect((await orderOf(id)).status).toBe('paid')
    expect(await papersOf(id)).toEqual([['invoice', '4900']])
  })

  it('an order that was paid twice, and once given back, is worked on again after a failure', async () => {
    const { buyer, order } = await places(course)
    const { id } = await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })
    const job = async () => (await buyer.api.agents.jobs.list.query({ orderId: order.id })).items[0]
    await expect.poll(async () => (await job())?.status, { timeout: 60_000 }).toBe('running')
    await takes(id)
    await stripe.webhooks.settled()
    await catchUp()
    expect(await refundsOf(order.id)).toMatchObject([{ status: 'succeeded', reason: 'nothing_owed', amount: '4900' }])
    const jobId = (await job())?.id ?? ''
    await buyer.api.agents.jobs.cancel.mutate({ id: jobId })
    await heard()
    expect((await orderOf(order.id)).status).toBe('failed')
    await buyer.api.agents.jobs.retry.mutate({ id: jobId })
    await heard()
    expect((await orderOf(order.id)).status).toBe('fulfilled')
  })

  describe('What no webhook told, of a payment of last year', () => {
    const reconcile = async () => {
      const { differences } = await operator.api.business.payments.reconcile.mutate()
      await w.settle()
      return differences
    }
    /** Stripe tells, and nobody hears it. */
    const unheard = async (act: () => unknown): Promise<void> => {
      stripe.webhooks.hold()
      await act()
      await stripe.webhooks.release(() => [])
    }
    const buysLastYear = async () => {
      const { id } = await buys()
      const intent = stripe.objects.payment_intent.get((await paymentsOf(id))[0]?.providerPaymentId ?? '')!
      intent.created -= year / 1000
      await reconcile()
      return { id, intent }
    }

    it('is found by comparing the books: a refund that was made at Stripe', async () => {
      const { id, intent } = await buysLastYear()
      await unheard(() => atStripe('refunds', { payment_intent: intent.id, amount: '4900' }))
      expect(await reconcile()).toMatchObject([{ kind: 'refund', isRepaired: true, providerPaymentId: intent.id }])
      expect((await orderOf(id)).status).toBe('refunded')
      expect(await reconcile()).toEqual([])
    })

    it('is found by comparing the books: a dispute, and how it ended', async () => {
      const { id, intent } = await buysLastYear()
      await unheard(() => stripe.raiseDispute(intent.id))
      expect(await reconcile()).toMatchObject([{ kind: 'state', isRepaired: true }])
      expect(await paymentsOf(id)).toMatchObject([{ dispute: { state: 'open' } }])
      const dispute = [...stripe.objects.dispute.values()].at(-1)!
      dispute.created -= year / 1000
      await unheard(() => stripe.closeDispute(dispute.id, 'lost'))
      expect(await reconcile()).toMatchObject([{ kind: 'state', isRepaired: true }])
      expect(await paymentsOf(id)).toMatchObject([{ dispute: { state: 'lost' } }])
    })

    it('is found by comparing the books: a refund of last month that the bank sends back', async () => {
      const { id, intent } = await buysLastYear()
      await givesBack(id)
      await heard()
      const refund = latestAtStripe()
      refund.created -= year / 12 / 1000
      await unheard(() => stripe.settleRefund(refund.id, 'failed'))
      expect(await reconcile()).toMatchObject([{ kind: 'refund', isRepaired: true, providerPaymentId: intent.id }])
      expect(await paymentsOf(id)).toMatchObject([{ status: 'succeeded', refundedAmount: '0' }])
    })
  })

  describe('Refunds that a bank takes its time over', () => {
    it('keep no other waiting, however many they are', async () => {
      const { refunds } = w.db.tables
      const { id } = await buys()
      stripe.refundsAre('pending')
      const { id: first } = await givesBack(id, '1')
      const [row] = await w.db.select().from(refunds).where(eq(refunds.id, first))
      // In years to come, so that the server of this world does not see them.
      const then = new Date(Date.now() + 10 * year)
      const waiting = Array.from({ length: 51 }, (_, index) => ({
        ...row!,
        id: newId(new Date()),
        providerRefundId: null,
        dueAt: new Date(then.getTime() - index),
      }))
      await w.db.insert(refunds).values(waiting)
      const asked: string[] = []
      const provider: Pick<PaymentProvider, 'refund' | 'find'> = {
        refund: async ({ reference, amountMinor }) => {
          asked.push(reference)
          return { reference, providerRefundId: 're_1', amountMinor, state: 'processing', failureCode: null }
        },
        find: async () => ({}) as ProviderPayment,
      }
      const { executeDue } = createRefunds({
        db: w.system.db,
        clock: { now: () => then },
        logger: createLogger('silent', { write: () => {} }),
        approvals: { neededFor: async () => null },
        provider: provider as PaymentProvider,
        paymentSync: { syncPayment: async () => undefined, abandon: async () => false },
        executeSoon: () => undefined,
      })
      await executeDue()
      await executeDue()
      expect(waiting.filter(({ id }) => !asked.includes(id))).toEqual([])
      await w.db.delete(refunds).where(
        inArray(
          refunds.id,
          waiting.map(({ id }) => id),
        ),
      )
      await bankSays('succeeded')
    })

    it('are asked about less and less often', async () => {
      const { id } = await buys()
      stripe.refundsAre('pending')
      const { id: refundId } = await givesBack(id)
      const { refunds } = w.db.tables
      const pauses: number[] = []
      for (let round = 0; round < 14; round++) {
        await w.db
          .update(refunds)
          .set({ dueAt: new Date(0) })
          .where(eq(refunds.id, refundId))
        const at = Date.now()
        await catchUp()
        const [row] = await w.db.select().from(refunds).where(eq(refunds.id, refundId))
        pauses.push(Math.round(((row?.dueAt?.getTime() ?? 0) - at) / 1000))
      }
      expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
      expect([pauses[0]! < 60, pauses.at(-1)]).toEqual([true, 3600])
      stripe.settleRefund(latestAtStripe().id, 'succeeded')
      await heard()
      expect((await orderOf(id)).status).toBe('refunded')
    })
  })
})
