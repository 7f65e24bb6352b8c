import type { PaidPlan, PlanBill } from '@pantheon/business'
import { Currency } from '@pantheon/contract'
import type Stripe from 'stripe'
import { type Ask, isMissing } from './stripe-client.ts'
import { planOf } from './stripe-subscription.ts'

const toDate = (seconds: number): Date => new Date(seconds * 1000)

/** Paid bills of subscriptions at Stripe, read from their invoices. */
export const createBills = ({ stripe, ask }: { stripe: Stripe; ask: Ask }) => {
  /** The plans of prices. A price is immutable, except that a newer one takes over its lookup key. */
  const plans = new Map<string, PaidPlan | null>()
  const planOfPrice = async (id: string): Promise<PaidPlan | null> => {
    const price = plans.has(id) ? undefined : await stripe.prices.retrieve(id)
    if (price) plans.set(id, planOf(price, price.metadata))
    return plans.get(id) ?? null
  }
  const toPlanBill = async ({ id, amount_paid, currency, lines, period_start, period_end }: Stripe.Invoice): Promise<PlanBill> => {
    // An upgrade invoice also has a negative line for the unused time of the smaller plan.
    const line = lines.data.findLast(({ amount }) => amount > 0)
    const price = line?.pricing?.price_details?.price
    return {
      id,
      plan: price ? await planOfPrice(typeof price === 'string' ? price : price.id) : null,
      periodStart: toDate(line?.period.start ?? period_start),
      periodEnd: toDate(line?.period.end ?? period_end),
      amountMinor: amount_paid,
      currency: Currency.parse(currency.toUpperCase()),
    }
  }

  return (subscription: string): Promise<PlanBill[]> =>
    ask(async () => {
      const bills: PlanBill[] = []
      for await (const invoice of stripe.invoices.list({ subscription, status: 'paid', limit: 100 })) {
        if (invoice.amount_paid > 0) bills.push(await toPlanBill(invoice))
      }
      return bills.reverse()
    }).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
}
