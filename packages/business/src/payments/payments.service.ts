import type { ListPayments, Page, Payment, PaymentMethods, PayOrder } from '@pantheon/contract'
import { type Db, inBatches, isUniqueViolation } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, type Logger, newId, orFail, pageByTime, systemScope } from '@pantheon/kernel'
import type { z } from 'zod'
import { findOrder, lockOrder } from '../orders/orders.repo.ts'
import { holdsOrganization } from './organization.repo.ts'
import { isOpen, isTaken, type StoredPayment, toPayment } from './payment.ts'
import type { PaymentSync } from './payment-sync.ts'
import type { PaymentMethod, PaymentProvider, ProviderPayment } from './payments.port.ts'
import { findByProvider, findOpenPayment, findPayment, insertPayment, listPayments, lockTakenPayments } from './payments.repo.ts'
import type { Payments } from './payments.types.ts'
import { findUnapplied, markApplied, type StoredProviderEvent, storeEvent } from './provider-events.repo.ts'

export interface PaymentsDeps {
  db: Db
  clock: Clock
  logger: Logger
  provider: PaymentProvider
  paymentSync: PaymentSync
  /** Base URL of our pages, to which the buyer returns from their bank. */
  publicUrl: string
  /** E-mail and language of a buyer, for the provider's messages. */
  buyerOf: (userId: string) => Promise<{ email: string; locale: 'en' | 'ja' }>
  /** Handler of callbacks about subscriptions. */
  subscriptions: { handleCallback(providerSubscriptionId: string): Promise<void> }
}

const paymentMethodOf = ({ card, token }: PayOrder): PaymentMethod => {
  if (card && token === undefined) return { kind: 'card', card }
  if (token !== undefined && !card) return { kind: 'token', token }
  return fail('input.invalid', {}, [{ path: 'card', message: 'Either a card or a token' }])
}

/** `Payments` plus methods for the rest of the server. */
export interface PaymentsInternals extends Payments {
  /** Cancels the open payment of an order. A payment that has succeeded by now stays. */
  cancelPayment(orderId: string): Promise<void>
  /** Handles a provider's callback: raw body and signature. Stored before it is processed, so that a crash loses nothing. */
  receiveCallback(rawBody: string, signature: string | undefined): Promise<void>
  /** Processes stored callbacks that are still unprocessed. A failure of one does not stop the others. */
  processStored(olderThanMs: number): Promise<void>
  /** Syncs one of our payments from the provider. False when the provider does not know it. */
  refresh(payment: StoredPayment): Promise<boolean>
}

/**
 * Payments of orders, in three steps, each safe against a crash before the next: store the payment, call the provider
 * (idempotent by the payment's id), apply the state it returns.
 */
export const createPayments = ({ db, clock, logger, provider, paymentSync, publicUrl, buyerOf, subscriptions }: PaymentsDeps): PaymentsInternals => {
  /** The order's payment in flight or succeeded, or a new one. The order's lock and a unique index ensure that it is the only one. */
  const openOnce = (actor: Actor, orderId: string, method: string): Promise<{ payment: StoredPayment; isNew: boolean }> =>
    db.as(actor.scope).transaction(async (tx) => {
      const { organizationId } = orFail(await findOrder(tx, actor.scope, orderId), 'order.not_found')
      if (!(await holdsOrganization(tx, organizationId))) fail('organization.deleted')
      const order = orFail(await lockOrder(tx, actor.scope, orderId), 'order.not_found')
      const current = await findOpenPayment(tx, orderId)
      if (current) return { payment: current, isNew: false }
      if (order.status !== 'awaiting_payment') {
        const [taken] = (await lockTakenPayments(tx, orderId)).slice(-1)
        return taken ? { payment: taken, isNew: false } : fail('order.wrong_state', { status: order.status, wanted: 'paid' })
      }
      const payment: StoredPayment = {
        id: newId(clock.now()),
        organizationId,
        orderId,
        amountMinor: order.totalMinor,
        currency: order.currency,
        method,
        provider: provider.name,
        providerPaymentId: null,
        status: 'pending',
        failureCode: null,
        actionUrl: null,
        refundedMinor: 0,
        dispute: null,
        paidAt: null,
        createdAt: clock.now(),
      }
      await insertPayment(tx, payment)
      const { id: paymentId } = payment
      tx.emit('payment.created', { ...actorFields(actor), organizationId, data: { paymentId, orderId }, after: payment })
      return { payment, isNew: true }
    }, orderId)
  const open: typeof openOnce = (actor, orderId, method) =>
    openOnce(actor, orderId, method).catch((error: unknown) => {
      if (isUniqueViolation(error)) return openOnce(actor, orderId, method) // the other server was faster: use its payment
      throw error
    })

  /** The provider's state of one of our payments. */
  const readFromProvider = ({ id, providerPaymentId }: StoredPayment): Promise<ProviderPayment | null> =>
    providerPaymentId === null ? provider.findByReference(id) : provider.find(providerPaymentId)

  const follow = async (payment: StoredPayment, theirs: ProviderPayment): Promise<StoredPayment> => {
    const synced = orFail(await paymentSync.syncPayment(payment.id, theirs), 'payment.not_found')
    if (synced.isOtherSum) logger.error({ paymentId: payment.id }, 'the provider holds another sum than the payment')
    return synced.payment
  }

  /** Processes a callback: reads the current state from the provider and applies it. */
  const apply = async ({ id, aboutKind, aboutId, appliedAt }: StoredProviderEvent): Promise<void> => {
    if (appliedAt !== null || aboutId === null) return
    if (aboutKind === 'subscription') await subscriptions.handleCallback(aboutId)
    const theirs = aboutKind === 'payment' ? await provider.find(aboutId) : null
    const ours = theirs && (await findByProvider(db.as(systemScope), theirs))
    if (theirs && ours) await follow(ours, theirs)
    await markApplied(db, id, clock.now())
  }

  const checkout = async (actor: Actor, orderId: string): Promise<{ paymentId: string; url: string }> => {
    const { payment, isNew } = await open(actor, orderId, provider.name)
    if (isTaken(payment)) fail('order.wrong_state', { status: 'paid', wanted: 'paid' })
    const { id: reference, amountMinor, currency } = payment
    const back = `${publicUrl}/orders/${orderId}`
    // Started before, on a page or with a token: continue that payment, because a second page would charge twice.
    const existing = isNew ? null : await readFromProvider(payment)
    if (existing?.state === 'requires_action' && existing.actionUrl) return { paymentId: reference, url: existing.actionUrl }
    if (existing) {
      const synced = await follow(payment, existing)
      return isTaken(synced) || isOpen(synced) ? { paymentId: reference, url: `${back}?paid=1` } : checkout(actor, orderId)
    }
    const { email, locale } = await buyerOf(actor.userId)
    const request = { reference, amountMinor, currency, description: `Order ${orderId}`, email, locale }
    const { url } = await provider.openCheckout({ ...request, successUrl: `${back}?paid=1`, cancelUrl: back })
    return { paymentId: reference, url }
  }

  return {
    methods: (): z.infer<typeof PaymentMethods> => ({ provider: provider.name, isTest: provider.isTest, entry: provider.entry }),

    pay: async (actor: Actor, request: PayOrder): Promise<Payment> => {
      const { orderId, returnPath = `/orders/${orderId}` } = request
      const paymentMethod = paymentMethodOf(request)
      const { payment, isNew } = await open(actor, orderId, provider.describe(paymentMethod))
      if (isTaken(payment)) return toPayment(payment)
      // A concurrent request started this payment, and its response may have been lost, so the provider's state comes first.
      const existing = isNew ? null : await readFromProvider(payment)
      const { id: reference, amountMinor, currency } = payment
      const description = `Order ${orderId}`
      const theirs =
        existing ?? (await provider.charge({ reference, amountMinor, currency, description, paymentMethod, returnUrl: `${publicUrl}${returnPath}` }))
      const synced = await follow(payment, theirs)
      if (synced.status === 'failed') fail('payment.declined', { reason: synced.failureCode, paymentId: payment.id, orderId })
      return toPayment(synced)
    },

    checkout,

    cancelPayment: async (orderId: string): Promise<void> => {
      const payment = await findOpenPayment(db.as(systemScope), orderId)
      if (!payment) return
      const theirs = await readFromProvider(payment)
      if (theirs) await follow(payment, await provider.cancel(theirs.providerPaymentId))
      else await paymentSync.abandon(payment.id, 'cancelled')
    },

    receiveCallback: async (rawBody: string, signature: string | undefined): Promise<void> => {
      const event = await storeEvent(db, provider.name, provider.verify(rawBody, signature), clock.now())
      await apply(event).catch((err: unknown) => logger.warn({ err, eventId: event.id }, 'a callback was kept, and will be acted on later'))
    },

    processStored: async (olderThanMs: number): Promise<void> => {
      const before = new Date(clock.now().getTime() - olderThanMs)
      for await (const event of inBatches<StoredProviderEvent>(50, (last, limit) => findUnapplied(db, before, { last, limit })))
        await apply(event).catch((err: unknown) => logger.warn({ err, eventId: event.id }, 'a callback could not be acted on yet'))
    },

    refresh: async (payment: StoredPayment): Promise<boolean> => {
      const theirs = await readFromProvider(payment)
      if (theirs) await follow(payment, theirs)
      return theirs !== null
    },

    get: async (actor: Actor, id: string): Promise<Payment> => toPayment(orFail(await findPayment(db.as(actor.scope), actor.scope, id), 'payment.not_found')),

    list: (actor: Actor, input: ListPayments): Promise<Page<Payment>> =>
      pageByTime(input, (window) => listPayments(db.as(actor.scope), actor.scope, { orderId: input.orderId, ...window }), toPayment),
  }
}
