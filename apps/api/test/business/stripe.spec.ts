import type { Order, Product } from '@pantheon/contract'
import { isNull } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import type { StripeServer } from '@pantheon/fakes'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, type SignedInCaller, type World } from '../../src/testing/index.ts'
import { stripeWorld, visit } from '../support/stripe-world.ts'

describe.each(storyDialects)('With Stripe, on %s', (dialect) => {
  let stripe: StripeServer
  let w: World
  let operator: SignedInCaller
  let product: Product
  beforeAll(async () => {
    ;({ stripe, w } = await stripeWorld(dialect))
    operator = await w.operator()
    product = await operator.api.business.products.create.mutate({ ...courseProduct, price: '4900', currency: 'JPY', category: 'technical_support' })
  })
  afterEach(async () => {
    stripe.mood = 'well'
    await stripe.webhooks.release()
  })
  afterAll(async () => {
    await w.close()
    await stripe.stop()
  })

  const places = async (): Promise<{ buyer: SignedInCaller; order: Order }> => {
    const buyer = await w.buyer()
    return { buyer, order: await buyer.api.business.orders.place.mutate({ productId: product.id, input: { brief: 'The printer is on fire again.' } }) }
  }
  const statusOf = async (id: string): Promise<Order['status']> => (await operator.api.business.orders.get.query({ id })).status
  const paymentsOf = async (orderId: string) => (await operator.api.business.payments.list.query({ orderId })).items
  const heard = async (): Promise<void> => {
    await stripe.webhooks.settled()
    await w.settle()
  }
  const opensCheckout = async () => {
    const { buyer, order } = await places()
    const { url, paymentId } = await buyer.api.business.payments.checkout.mutate({ orderId: order.id })
    return { buyer, order, url, paymentId }
  }

  it('says so, on the page and in the system’s parts', async () => {
    expect(await w.visitor().api.business.payments.methods.query()).toEqual({ provider: 'stripe', isTest: true, entry: 'hosted' })
    expect((await operator.rest('GET', '/system')).body).toMatchObject({
      parts: expect.arrayContaining([expect.objectContaining({ part: 'payments', engine: 'stripe', isEmbedded: false })]),
    })
  })

  it('takes a token, in yen, without a decimal', async () => {
    const { buyer, order } = await places()
    expect(await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })).toMatchObject({
      amount: '4900',
      status: 'succeeded',
      method: 'visa •••• 4242',
    })
    await heard()
    expect(await statusOf(order.id)).toBe('paid')
    expect([...stripe.objects.payment_intent.values()].at(-1)).toMatchObject({ amount: 4900, currency: 'jpy' })
  })

  it('a declined card leaves a payable order', async () => {
    const { buyer, order } = await places()
    const { status, body } = await buyer.rest('POST', '/payments', { orderId: order.id, token: 'pm_card_chargeDeclined' })
    expect([status, body]).toMatchObject([402, { code: 'payment.declined', details: { reason: expect.any(String) } }])
    expect(await statusOf(order.id)).toBe('awaiting_payment')
    expect(await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })).toMatchObject({ status: 'succeeded' })
    await heard()
    expect(await statusOf(order.id)).toBe('paid')
  })

  it('takes no card numbers: those never come to this server', async () => {
    const { buyer, order } = await places()
    const card = { number: '4242424242424242', expiry: '12/30', cvc: '123' }
    expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: order.id, card }))).toBe('payment.means_not_taken')
    expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: order.id, card, token: 'pm_card_visa' }))).toBe('input.invalid')
  })

  it.each(['complete', 'fail'] as const)('sends the buyer to their bank, and follows how that ends: %s', async (outcome) => {
    const { buyer, order } = await places()
    const waiting = await buyer.api.business.payments.pay.mutate({
      orderId: order.id,
      token: 'pm_card_threeDSecure2Required',
      returnPath: `/orders/${order.id}?paid=1`,
    })
    expect(waiting).toMatchObject({ status: 'requires_action', actionUrl: expect.stringContaining(stripe.url) })
    const back = await visit(waiting.actionUrl ?? '', { outcome })
    expect(back.headers.get('location')).toContain(`/orders/${order.id}?paid=1&payment_intent=`)
    await heard()
    expect(await statusOf(order.id)).toBe(outcome === 'complete' ? 'paid' : 'awaiting_payment')
    expect(await paymentsOf(order.id)).toMatchObject([{ status: outcome === 'complete' ? 'succeeded' : 'failed', actionUrl: null }])
  })

  describe('A payment that was begun with a token, and waits for the bank', () => {
    const begins = async () => {
      const { buyer, order } = await places()
      const waiting = await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_threeDSecure2Required' })
      return { buyer, order, waiting, actionUrl: waiting.actionUrl ?? '' }
    }
    const pages = (): number => stripe.objects['checkout.session'].size
    it('is gone on with by who wants a page: there is no second one to pay on', async () => {
      const before = pages()
      const { buyer, order, waiting, actionUrl } = await begins()
      expect(await buyer.api.business.payments.checkout.mutate({ orderId: order.id })).toEqual({ paymentId: waiting.id, url: actionUrl })
      expect(pages()).toBe(before)
      await visit(actionUrl, { outcome: 'complete' })
      await heard()
      expect(await statusOf(order.id)).toBe('paid')
    })
    it('ends when the bank refuses: then there is a page', async () => {
      const { buyer, order, waiting, actionUrl } = await begins()
      stripe.webhooks.hold() // what the bank said is not known here yet
      await visit(actionUrl, { outcome: 'fail' })
      const { url, paymentId } = await buyer.api.business.payments.checkout.mutate({ orderId: order.id })
      expect(paymentId).not.toBe(waiting.id)
      await visit(url, { payment_method: 'pm_card_visa' })
      await stripe.webhooks.release((events) => events)
      await heard()
      expect(await statusOf(order.id)).toBe('paid')
      expect((await paymentsOf(order.id)).map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded'])
    })
    it('leads back to the order when it was taken and nobody has told us yet', async () => {
      const { buyer, order, waiting, actionUrl } = await begins()
      await stripe.webhooks.settled() // who still hears of the beginning would look, and find the money
      stripe.webhooks.hold()
      await visit(actionUrl, { outcome: 'complete' })
      const { url } = await buyer.api.business.payments.checkout.mutate({ orderId: order.id })
      expect(url).toBe(`${w.config.publicUrl}/orders/${order.id}?paid=1`)
      await stripe.webhooks.release((events) => events)
      await heard()
      expect(await paymentsOf(order.id)).toMatchObject([{ id: waiting.id, status: 'succeeded' }])
    })
  })

  it('what is taken twice under one reference is given back once', async () => {
    const { order, url, paymentId } = await opensCheckout()
    await visit(url, { payment_method: 'pm_card_visa' })
    await heard()
    expect(await statusOf(order.id)).toBe('paid')
    const form = { amount: '4900', currency: 'jpy', confirm: 'true', payment_method: 'pm_card_visa', 'metadata[reference]': paymentId }
    const second = await fetch(`${stripe.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stripe.secretKey}` },
      body: new URLSearchParams({ ...form, 'automatic_payment_methods[enabled]': 'true', 'automatic_payment_methods[allow_redirects]': 'never' }),
    })
    expect(second.status).toBe(200)
    const { id: secondId } = (await second.json()) as { id: string }
    await heard()
    await w.system.services.reconciler.reconcile()
    await w.system.services.reconciler.catchUp()
    await heard()
    const payments = await paymentsOf(order.id)
    expect(payments.find(({ id }) => id === paymentId)).toMatchObject({ status: 'succeeded' })
    expect(payments.filter(({ id }) => id !== paymentId)).toMatchObject([{ status: 'refunded', providerPaymentId: secondId, refundedAmount: '4900' }])
    expect([...stripe.objects.refund.values()].filter(({ payment_intent }) => payment_intent === secondId)).toMatchObject([{ amount: 4900 }])
    expect(await statusOf(order.id)).toBe('paid')
    await w.system.services.issueDrafts()
    expect((await operator.api.business.invoices.list.query({ orderId: order.id })).items).toHaveLength(1)
  })

  describe('A page of Stripe’s', () => {
    it('webhook before the browser returns', async () => {
      const { order, url } = await opensCheckout()
      const back = await visit(url, { payment_method: 'pm_card_visa' })
      await heard()
      expect(back.headers.get('location')).toBe(`${w.config.publicUrl}/orders/${order.id}?paid=1`)
      expect(await statusOf(order.id)).toBe('paid')
    })
    it('and after: the order is paid when it comes, however late and in whatever order', async () => {
      stripe.webhooks.hold()
      const { order, url, paymentId } = await opensCheckout()
      await visit(url, { payment_method: 'pm_card_visa' })
      expect(await statusOf(order.id)).toBe('awaiting_payment')
      expect(stripe.webhooks.held.length).toBeGreaterThan(2)
      await stripe.webhooks.release((events) => [...events.toReversed(), ...events], { together: true })
      await heard()
      expect(await statusOf(order.id)).toBe('paid')
      const names = (await operator.api.business.orders.timeline.query({ id: order.id })).items.map(({ name }) => name)
      expect(names.filter((name) => name === 'payment.succeeded' || name === 'order.paid')).toEqual(['payment.succeeded', 'order.paid'])
      expect(await paymentsOf(order.id)).toMatchObject([{ id: paymentId, method: 'visa •••• 4242' }])
    })
    it('is the same when the buyer presses twice, and can be left and come back to', async () => {
      const { buyer, order, url, paymentId } = await opensCheckout()
      await visit(url, { action: 'cancel' })
      expect(await buyer.api.business.payments.checkout.mutate({ orderId: order.id })).toEqual({ url, paymentId })
      await visit(url, { payment_method: 'pm_card_chargeDeclined' })
      await heard()
      expect(await statusOf(order.id)).toBe('awaiting_payment')
      expect(await paymentsOf(order.id)).toMatchObject([{ status: 'requires_action', failureCode: 'card_declined', actionUrl: url }])
      await visit(url, { payment_method: 'pm_card_visa' })
      await heard()
      expect(await statusOf(order.id)).toBe('paid')
      expect(await paymentsOf(order.id)).toMatchObject([{ status: 'succeeded', failureCode: null }])
    })
    it('is called off with the order', async () => {
      const { buyer, order, url } = await opensCheckout()
      await buyer.api.business.orders.cancel.mutate({ id: order.id, version: order.version })
      await visit(url, { payment_method: 'pm_card_visa' })
      await heard()
      await w.system.services.reconciler.reconcile()
      await w.system.services.reconciler.catchUp()
      expect(await statusOf(order.id)).toBe('cancelled')
      const held = (await paymentsOf(order.id)).filter(({ status }) => status === 'succeeded' || status === 'partially_refunded')
      expect(held).toEqual([])
    })
    it('whose webhooks were all lost is found by comparing the books, and that is reported', async () => {
      stripe.webhooks.hold()
      const { order, url } = await opensCheckout()
      await visit(url, { payment_method: 'pm_card_visa' })
      await stripe.webhooks.release(() => [])
      const found = await operator.api.business.payments.reconcile.mutate()
      expect(found.differences).toMatchObject([{ kind: 'state', isRepaired: true, theirs: 'succeeded 4900 JPY' }])
      await w.settle()
      expect(await statusOf(order.id)).toBe('paid')
      expect((await operator.api.business.payments.reconcile.mutate()).differences).toEqual([])
      expect((await operator.api.business.payments.reconciliations.query({})).items[1]).toMatchObject({ provider: 'stripe', differences: found.differences })
    })
  })

  it('what Stripe told is kept once, and acted on after a crash between the two', async () => {
    const { order, url } = await opensCheckout()
    // Stripe tells, and cannot be asked: that is where the process would have died.
    stripe.webhooks.hold()
    await visit(url, { payment_method: 'pm_card_visa' })
    stripe.mood = 'failing'
    await stripe.webhooks.release((events) => [...events.slice(-2), ...events.slice(-2)])
    expect(stripe.webhooks.refused).toEqual([])
    expect(await statusOf(order.id)).toBe('awaiting_payment')
    stripe.mood = 'well'
    await w.system.services.reconciler.catchUp()
    await w.settle()
    expect(await statusOf(order.id)).toBe('paid')
    const { providerEvents } = w.db.tables
    expect(await w.db.$count(providerEvents, isNull(providerEvents.appliedAt))).toBe(0)
  })

  it('a refund and a dispute made at Stripe are known here', async () => {
    const { buyer, order } = await places()
    await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })
    const intent = (await paymentsOf(order.id))[0]?.providerPaymentId ?? ''
    const headers = { authorization: `Bearer ${stripe.secretKey}` }
    await fetch(`${stripe.url}/v1/refunds`, { method: 'POST', headers, body: new URLSearchParams({ payment_intent: intent, amount: '900' }) })
    await heard()
    expect(await paymentsOf(order.id)).toMatchObject([{ status: 'partially_refunded', refundedAmount: '900' }])
    expect((await operator.api.business.orders.refunds.query({ id: order.id })).items).toMatchObject([
      { amount: '900', reason: 'at_provider', requestedBy: null, status: 'succeeded' },
    ])
    stripe.raiseDispute(intent)
    await heard()
    expect(await paymentsOf(order.id)).toMatchObject([{ dispute: { state: 'open', reason: 'fraudulent' } }])
  })

  it('a refund that the bank takes its time over is pending until it says so', async () => {
    const { buyer, order } = await places()
    await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })
    await heard()
    stripe.refundsAre('pending')
    const { version } = await operator.api.business.orders.get.query({ id: order.id })
    expect(await operator.api.business.orders.refund.mutate({ id: order.id, version, reason: 'Broken' })).toMatchObject({ status: 'pending', amount: '4900' })
    expect(await statusOf(order.id)).toBe('paid')
    stripe.refundsAre('succeeded')
    stripe.settleRefund([...stripe.objects.refund.keys()].at(-1) ?? '', 'succeeded')
    await heard()
    expect(await statusOf(order.id)).toBe('refunded')
  })

  it('that cannot be asked is a clear 503 and an order that can be paid later', async () => {
    const { buyer, order } = await places()
    stripe.mood = 'failing'
    expect(await buyer.rest('POST', '/payments', { orderId: order.id, token: 'pm_card_visa' })).toMatchObject({
      status: 503,
      body: { code: 'payment.provider_unreachable' },
    })
    stripe.mood = 'well'
    expect(await buyer.api.business.payments.pay.mutate({ orderId: order.id, token: 'pm_card_visa' })).toMatchObject({ status: 'succeeded' })
    expect(await paymentsOf(order.id)).toHaveLength(1)
  })
})
