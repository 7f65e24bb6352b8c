import { createHmac } from 'node:crypto'
import type { StripeEvent } from './wire.ts'

/** The destination of events: a URL, or a function that returns a status. */
export type Endpoint = string | ((rawBody: string, signature: string) => Promise<number>)

/** `t=…,v1=…` over exactly these bytes (https://docs.stripe.com/webhooks/signature). */
export const signWebhook = (rawBody: string, secret: string, at: number): string =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${rawBody}`).digest('hex')}`

/** Sends events to an endpoint, at once and in order, unless a test holds them. */
export const createWebhooks = ({ secret, now }: { secret: string; now: () => number }) => {
  let endpoint: Endpoint | undefined
  let isHeld = false
  let line = Promise.resolve()
  const held: StripeEvent[] = []
  const refused: StripeEvent[] = []

  const send = async (event: StripeEvent): Promise<void> => {
    if (endpoint === undefined) return
    const body = JSON.stringify(event, null, 2)
    const signature = signWebhook(body, secret, now())
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature }
    const status = await (typeof endpoint === 'string'
      ? fetch(endpoint, { method: 'POST', headers, body }).then(async (response) => {
          await response.body?.cancel()
          return response.status
        })
      : endpoint(body, signature)
    ).catch(() => 0)
    if (status < 200 || status > 299) refused.push(event)
    else event.pending_webhooks = 0
  }
  const queue = (work: () => Promise<unknown>): Promise<void> => (line = line.then(work).then(() => undefined))

  return {
    /** Held events, until `release`. */
    held: held as readonly StripeEvent[],
    /** Events that the endpoint refused. Stripe retries for three days; here `retry` does. */
    refused: refused as readonly StripeEvent[],
    announce: (event: StripeEvent): void => void (isHeld ? held.push(event) : queue(() => send(event))),
    to: (next: Endpoint | undefined): void => {
      endpoint = next
    },
    /** Holds all further events. */
    hold: (): void => {
      isHeld = true
    },
    /**
     * Sends the held events as `arrange` returns them: reversed, duplicated or some left out; one after another, or all together.
     * Further events are sent at once again.
     */
    release: async (arrange: (events: StripeEvent[]) => StripeEvent[] = (events) => events, { together = false } = {}): Promise<void> => {
      isHeld = false
      const wanted = arrange(held.splice(0))
      await queue(async () => {
        if (together) await Promise.all(wanted.map(send))
        else for (const event of wanted) await send(event)
      })
    },
    /** Sends one event again. */
    resend: (event: StripeEvent): Promise<void> => queue(() => send(event)),
    /** Resends all refused events. */
    retry: (): Promise<void> =>
      queue(async () => {
        for (const event of refused.splice(0)) await send(event)
      }),
    /** Resolves when all events so far were sent. */
    settled: (): Promise<void> => line,
  }
}
