import type { TestDialect } from '@pantheon/db/testing'
import { type StripeServer, startStripeServer } from '@pantheon/fakes'
import { type World, world } from '../../src/testing/index.ts'

/** A world whose money moves at a local Stripe, which tells it so. End the world before the server. */
export const stripeWorld = async (dialect: TestDialect, env: Record<string, string> = {}): Promise<{ stripe: StripeServer; w: World }> => {
  const stripe = await startStripeServer()
  const { secretKey, webhookSecret, url } = stripe
  const w = await world(dialect, { env: { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: url, ...env } })
  stripe.webhooks.to(`${w.origin}/api/v1/payments/webhook`)
  return { stripe, w }
}

/** What a browser sends from a page of Stripe's; answers where it is sent next, without going there. */
export const visit = (url: string, form: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
/** The same from a page that asks for a card. */
export const paysAt = (url: string, payment_method = 'pm_card_visa'): Promise<Response> => visit(url, { payment_method })
