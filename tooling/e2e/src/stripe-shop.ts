import { type StripeServer, startStripeServer } from '@pantheon/fakes'
import { test as base } from '@playwright/test'
import { stripeShop } from './places.ts'
import { startServer } from './server.ts'

const { origin } = stripeShop

/**
 * Journeys in a shop whose money moves at a local Stripe. Both run while the worker does that needs them: `stripe` is in its hands,
 * to hold callbacks back, to let months pass, and to count what was charged.
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

/** Lets the months of a subscription pass, by a test clock of Stripe's; its renewals are asked of `card`. */
export const passMonth = async ({ url, secretKey, objects: books }: StripeServer, subscriptionId: string, card: string): Promise<void> => {
  const ask = async (path: string, form: Record<string, string>): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${secretKey}` }
    const answer = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })
    if (!answer.ok) throw new Error(`Stripe answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const seconds = Math.floor(Date.now() / 1000)
  const clock = await ask('test_helpers/test_clocks', { frozen_time: String(seconds) })
  const subscription = books.subscription.get(subscriptionId)
  const customer = books.customer.get(String(subscription?.customer))
  // At Stripe a customer is given its clock when it is made; Checkout made this one.
  for (const each of [subscription, customer]) if (each) each.test_clock = clock.id
  await ask(`subscriptions/${subscriptionId}`, { default_payment_method: card })
  await ask(`test_helpers/test_clocks/${clock.id}/advance`, { frozen_time: String(seconds + 32 * 86_400) })
}
