import type { ProviderEvent } from '@pantheon/business'
import { type Clock, fail } from '@pantheon/kernel'
import Stripe from 'stripe'
import { z } from 'zod'

/** An id at Stripe, or the object itself where it was expanded. */
const Ref = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish()
const Event = z.object({
  id: z.string().max(255),
  type: z.string().max(255),
  created: z.int(),
  data: z.object({
    object: z.object({
      id: z.string().max(255).optional(),
      object: z.string().optional(),
      payment_intent: Ref,
      subscription: Ref,
      released_subscription: Ref,
      parent: z.object({ subscription_details: z.object({ subscription: Ref }).nullish() }).nullish(),
    }),
  }),
})
type About = ProviderEvent['about']

const about = (kind: 'payment' | 'subscription', id: string | null | undefined): About => (id ? { kind, id } : null)
const aboutOf = ({ id, object, payment_intent, subscription, released_subscription, parent }: z.output<typeof Event>['data']['object']): About => {
  switch (object) {
    case 'payment_intent':
      return about('payment', id)
    case 'charge':
    case 'refund':
    case 'dispute':
      return about('payment', payment_intent)
    case 'checkout.session':
      return subscription ? about('subscription', subscription) : about('payment', payment_intent ?? id)
    case 'subscription':
      return about('subscription', id)
    case 'subscription_schedule':
      return about('subscription', subscription ?? released_subscription)
    case 'invoice':
      return about('subscription', parent?.subscription_details?.subscription)
    default:
      return null
  }
}

const toleranceSeconds = 300

/** The library accepts timestamps in the future; a signature dated next week would be valid for a week. */
const isInFuture = (signature: string, now: number): boolean =>
  [...signature.matchAll(/(?:^|,)t=(\d+)/g)].some(([, at]) => Number(at) > now / 1000 + toleranceSeconds)
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Verifies and parses Stripe's webhooks: signed over exactly the received bytes, at most 300 seconds ago. */
export const createVerify = ({ webhookSecret, clock }: { webhookSecret: string; clock: Clock }) => {
  const isSigned = (rawBody: string, signature: string): boolean => {
    const now = clock.now().getTime()
    try {
      const isOurs = Stripe.webhooks.signature?.verifyHeader(rawBody, signature, webhookSecret, toleranceSeconds, undefined, now) === true
      return isOurs && !isInFuture(signature, now)
    } catch {
      // The library throws for a wrong signature, and other errors for a truncated header.
      return false
    }
  }
  return (rawBody: string, signature: string | undefined): ProviderEvent => {
    if (!signature || !isSigned(rawBody, signature)) return fail('payment.bad_signature')
    const event = Event.safeParse(jsonOf(rawBody)).data ?? fail('input.malformed')
    return { id: event.id, type: event.type, at: new Date(event.created * 1000), about: aboutOf(event.data.object) }
  }
}
