import { type StripeServer, startStripeServer } from '@pantheon/fakes'
import { test as base } from '@playwright/test'
import { stripeShop } from './places.ts'
import { startServer } from './server.ts'

const { origin } = stripeShop

/**
 * The test function for journeys in a shop with a local Stripe server. Both run as long as the worker that uses them. The `stripe`
 * fixture can delay webhooks, advance time and count charges.
 */
export const test = base.extend<object, { stripe: StripeServer }>({
  stripe: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its parameter
    async ({}, use) => {
      const stripe = await startStripeServer()
      const { secretKey, webhookSecret, url } = stripe
      const server = await startServer(stripeShop, { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: url })
      stripe.webhooks.to(`${origin}/api/v1/payments/webhook`)
      await use(stripe)
      await server.stop()
      await stripe.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ stripe: _ }, use) => use(origin),
})

/** Advances a subscription by a month with a Stripe test clock; renewals are charged to `card`. */
export const passMonth = async ({ url, secretKey, objects }: StripeServer, subscriptionId: string, card: string): Promise<void> => {
  const post = async (path: string, form: Record<string, string>): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${secretKey}` }
    const answer = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })
    if (!answer.ok) throw new Error(`Stripe answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const seconds = Math.floor(Date.now() / 1000)
  const clock = await post('test_helpers/test_clocks', { frozen_time: String(seconds) })
  const subscription = objects.subscription.get(subscriptionId)
  const customer = objects.customer.get(String(subscription?.customer))
  // Stripe assigns a test clock only when a customer is created; Checkout created this one without.
  for (const each of [subscription, customer]) if (each) each.test_clock = clock.id
  await post(`subscriptions/${subscriptionId}`, { default_payment_method: card })
  await post(`test_helpers/test_clocks/${clock.id}/advance`, { frozen_time: String(seconds + 32 * 86_400) })
}
