import type { PaidPlan, ProviderSubscription } from '@pantheon/business'
import { fail } from '@pantheon/kernel'
import Stripe from 'stripe'
import { type Ask, isMissing } from './stripe-client.ts'
import { failureCodeOf } from './stripe-payment.ts'
import { itemOf, nextPlanOf, planKey, planOf, states, toProviderSubscription } from './stripe-subscription.ts'

const { StripeCardError, StripeInvalidRequestError } = Stripe.errors
const whole = { expand: ['schedule'] }

/** Maps Stripe's refusal of a change to our failures; any other refusal is a defect of ours. */
export const refuse = (error: unknown): never => {
  if (isMissing(error)) return fail('subscription.not_found')
  if (error instanceof StripeCardError) return fail('payment.declined', { reason: failureCodeOf(error) })
  throw error
}

const isRefunded = (error: unknown): boolean => error instanceof StripeInvalidRequestError && error.code === 'charge_already_refunded'

/**
 * Changes of subscriptions at Stripe. A change at the end of a period is a schedule with two phases; while one is attached, Stripe rejects
 * other changes of the end, so it is released first.
 */
export const createChanges = ({ stripe, ask, priceOf }: { stripe: Stripe; ask: Ask; priceOf: (plan: PaidPlan) => Promise<string> }) => {
  const change = (id: string, act: (current: Stripe.Subscription) => Promise<Stripe.Subscription>): Promise<ProviderSubscription> =>
    ask(async () => {
      const current = await stripe.subscriptions.retrieve(id, whole)
      if (states[current.status] === 'ended') fail('subscription.ended')
      return toProviderSubscription(await act(current))
    }).catch(refuse)
  const release = async ({ schedule }: Stripe.Subscription): Promise<void> => {
    if (schedule !== null) await stripe.subscriptionSchedules.release(typeof schedule === 'string' ? schedule : schedule.id)
  }
  /** The subscription without a schedule or a scheduled end. */
  const unscheduled = async (current: Stripe.Subscription): Promise<Stripe.Subscription> => {
    await release(current)
    const { id } = current
    return current.cancel_at_period_end ? stripe.subscriptions.update(id, { cancel_at_period_end: false, ...whole }) : stripe.subscriptions.retrieve(id, whole)
  }

  const schedule = async (before: Stripe.Subscription, plan: PaidPlan): Promise<Stripe.Subscription> => {
    const current = await unscheduled(before)
    const { price, quantity = 1, current_period_end } = itemOf(current)
    const { id, phases } = await stripe.subscriptionSchedules.create({ from_subscription: current.id })
    const running = phases[0]
    await stripe.subscriptionSchedules.update(id, {
      end_behavior: 'release',
      phases: [
        { items: [{ price: price.id, quantity }], start_date: running?.start_date ?? 'now', end_date: current_period_end, metadata: running?.metadata ?? {} },
        {
          items: [{ price: await priceOf(plan), quantity }],
          duration: { interval: 'month', interval_count: 1 },
          proration_behavior: 'none',
          metadata: { [planKey]: plan },
        },
      ],
    })
    return stripe.subscriptions.retrieve(current.id, whole)
  }

  /** Refunds the payment of an invoice. */
  const refundInvoice = async (invoice: string): Promise<void> => {
    for await (const { status, payment } of stripe.invoicePayments.list({ invoice, limit: 100 })) {
      const intent = typeof payment.payment_intent === 'object' ? payment.payment_intent?.id : payment.payment_intent
      if (status !== 'paid' || !intent) continue
      await stripe.refunds.create({ payment_intent: intent, reason: 'duplicate' }, { idempotencyKey: `call_off_${intent}` }).catch((error: unknown) => {
        if (!isRefunded(error)) throw error
      })
    }
  }

  return {
    quote: (id: string, plan: PaidPlan) =>
      ask(async () => {
        const item = itemOf(await stripe.subscriptions.retrieve(id))
        const items = [{ id: item.id, price: await priceOf(plan) }]
        const preview = await stripe.invoices.createPreview({ subscription: id, subscription_details: { items, proration_behavior: 'always_invoice' } })
        const at = preview.parent?.subscription_details?.subscription_proration_date ?? preview.created
        return { dueMinor: preview.amount_due, currency: preview.currency, at: new Date(at * 1000) }
      }).catch(refuse),
    changePlan: (id: string, plan: PaidPlan, at: Date | null) =>
      change(id, async (current) => {
        const item = itemOf(current)
        if (planOf(item.price, current.metadata) === plan) return current
        await release(current)
        // When the payment of the difference fails, the plan stays unchanged.
        return stripe.subscriptions.update(id, {
          items: [{ id: item.id, price: await priceOf(plan) }],
          proration_behavior: 'always_invoice',
          payment_behavior: 'error_if_incomplete',
          ...(at && { proration_date: Math.floor(at.getTime() / 1000) }),
          ...(current.cancel_at_period_end && { cancel_at_period_end: false }),
          metadata: { [planKey]: plan },
          ...whole,
        })
      }),
    schedulePlan: (id: string, plan: PaidPlan | null) =>
      change(id, async (current) => {
        if (plan === null || planOf(itemOf(current).price, current.metadata) === plan) return unscheduled(current)
        return nextPlanOf(current.schedule) === plan && !current.cancel_at_period_end ? current : schedule(current, plan)
      }),
    setCancelAtPeriodEnd: (id: string, cancels: boolean) =>
      change(id, async (current) => {
        await release(current)
        return stripe.subscriptions.update(id, { cancel_at_period_end: cancels, ...whole })
      }),
    cancelNow: (id: string) =>
      ask(async () => {
        const current = await stripe.subscriptions.retrieve(id, whole)
        if (states[current.status] !== 'ended') await stripe.subscriptions.cancel(id, { prorate: false, invoice_now: false })
        for await (const invoice of stripe.invoices.list({ subscription: id, limit: 100 })) await refundInvoice(invoice.id)
        return toProviderSubscription(await stripe.subscriptions.retrieve(id, whole))
      }).catch(refuse),
  }
}
