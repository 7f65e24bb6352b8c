import { createHmac } from 'node:crypto'
import type { StripeEvent } from './wire.ts'

/** Where events go: an address, or a function that answers a status. */
export type Endpoint = string | ((rawBody: string, signature: string) => Promise<number>)

/** `t=…,v1=…` over exactly these bytes (https://docs.stripe.com/webhooks/signature). */
export const signWebhook = (rawBody: string, secret: string, at: number): string =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${rawBody}`).digest('hex')}`

/** Sends events to an endpoint, at once and in order, unless a test holds them to send them its own way. */
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
    /** Events that wait for `release`. */
    held: held as readonly StripeEvent[],
    /** Events that the endpoint did not take. Stripe sends them again for three days; here `retry` does. */
    refused: refused as readonly StripeEvent[],
    announce: (event: StripeEvent): void => void (isHeld ? held.push(event) : queue(() => send(event))),
    to: (next: Endpoint | undefined): void => {
      endpoint = next
    },
    /** From now on events wait. */
    hold: (): void => {
      isHeld = true
    },
    /**
     * Sends what waits, arranged as a test likes: `(events) => events.reverse()`, each twice, some left out; one
     * after another, or all together. Afterwards events flow again.
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
    /** Sends everything again that was refused. */
    retry: (): Promise<void> =>
      queue(async () => {
        for (const event of refused.splice(0)) await send(event)
      }),
    /** When everything announced so far was sent. */
    settled: (): Promise<void> => line,
  }
}
