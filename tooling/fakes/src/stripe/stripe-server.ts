import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { type Clock, systemClock } from '@pantheon/kernel'
import { apiVersion, createAccount, newStripeId } from './account.ts'
import { expireOverdue } from './checkout-sessions.ts'
import { closeDispute, raiseDispute } from './disputes.ts'
import { endpoints } from './endpoints.ts'
import { StripeFault } from './fault.ts'
import { type Answer, createIdempotency } from './idempotency.ts'
import { openPage } from './pages.ts'
import { parseForm } from './params.ts'
import { settleRefund } from './refunds.ts'
import { createRequestHolds } from './request-holds.ts'
import { createWebhooks } from './webhooks.ts'

/**
 * The behaviour of the API: normal; no response; the response is lost after the work is done; rate limited (429); unavailable (503);
 * a response that is not valid for the API.
 */
export type StripeMood = 'well' | 'silent' | 'losing' | 'busy' | 'failing' | 'babbling'

export interface StripeServerSettings {
  /** 0 picks a free one. */
  port?: number
  secretKey?: string
  webhookSecret?: string
  clock?: Clock
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const faultAnswer = (fault: StripeFault): Answer => ({ status: fault.status, body: JSON.stringify({ error: fault.body }, null, 2) })

const checkKey = ({ headers }: IncomingMessage, secretKey: string): void => {
  const [, scheme, given = ''] = /^(Bearer|Basic) (.+)$/.exec(headers.authorization ?? '') ?? []
  const key = scheme === 'Basic' ? Buffer.from(given, 'base64').toString().replace(/:$/, '') : given
  if (key === secretKey) return
  const message = key ? `Invalid API Key provided: ${key.slice(0, 8)}****` : 'You did not provide an API key.'
  throw new StripeFault(401, { type: 'invalid_request_error', message }, true)
}
const checkVersion = ({ headers }: IncomingMessage): void => {
  const version = headers['stripe-version']
  if (version === undefined || version === apiVersion) return
  throw new StripeFault(400, { type: 'invalid_request_error', message: `This server speaks Stripe's API of ${apiVersion}, not of ${String(version)}.` }, true)
}

/**
 * Starts a local server with Stripe's API, pages and webhooks, for tests and demonstrations. It has one account in test mode, in
 * memory. Its objects are those of the API version that the `stripe` library pins.
 */
export const startStripeServer = async ({
  port = 0,
  secretKey = 'sk_test_local',
  webhookSecret = 'whsec_local',
  clock = systemClock,
}: StripeServerSettings = {}) => {
  let url = ''
  const now = (): number => Math.floor(clock.now().getTime() / 1000)
  const state = {
    mood: 'well' as StripeMood,
    /** The delay before a write runs, during which requests with the same key collide. */
    latencyMs: 5,
  }
  const webhooks = createWebhooks({ secret: webhookSecret, now })
  const account = createAccount({ now, url: () => url, announce: webhooks.announce })
  const idempotency = createIdempotency(now)
  const holds = createRequestHolds()
  /** Every request to the API, for tests that count. */
  const requests: { method: string; path: string; idempotencyKey: string | undefined }[] = []

  const act = (method: string, path: string, query: string): Answer => {
    const endpoint = endpoints.find((each) => each.method === method && each.path.test(path))
    if (!endpoint) throw new StripeFault(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}).` }, true)
    expireOverdue(account)
    const [, id = ''] = endpoint.path.exec(path) ?? []
    return { status: 200, body: JSON.stringify(endpoint.answer(account, id, parseForm(query)), null, 2) }
  }
  const attempt = (key: string | undefined, request: { id: string; method: string; path: string; query: string }): Answer => {
    account.request = { id: request.id, idempotency_key: key ?? null }
    try {
      const answer = act(request.method, request.path, request.query)
      if (key) idempotency.keep(key, answer)
      return answer
    } catch (fault) {
      if (!(fault instanceof StripeFault)) throw fault
      if (key && fault.isOfParameters) idempotency.release(key)
      else if (key) idempotency.keep(key, faultAnswer(fault))
      return faultAnswer(fault)
    } finally {
      account.request = null
    }
  }

  const answerApi = async (request: IncomingMessage, response: ServerResponse, { pathname, search }: URL, body: string): Promise<void> => {
    const { method = 'GET', headers } = request
    const key = method === 'POST' ? headers['idempotency-key']?.toString() : undefined
    requests.push({ method, path: pathname, idempotencyKey: key })
    const id = newStripeId('req')
    const reply = ({ status, body }: Answer, more: Record<string, string> = {}): void => {
      const common = { 'content-type': 'application/json', 'request-id': id, 'stripe-version': apiVersion }
      response.writeHead(status, { ...common, ...(key && { 'idempotency-key': key }), ...more }).end(body)
    }
    try {
      checkKey(request, secretKey)
      checkVersion(request)
      if (!(await holds.pass('before', method, pathname))) return void response.destroy()
      const query = method === 'POST' ? body : search.slice(1)
      const before = key && idempotency.begin(key, { path: pathname, body: query })
      if (before) return reply(before, { 'idempotent-replayed': 'true' })
      if (method === 'POST') await after(state.latencyMs)
      const answer = attempt(key, { id, method, path: pathname, query })
      if (state.mood === 'losing') return void response.destroy()
      if (!(await holds.pass('after', method, pathname))) return void response.destroy()
      reply(answer)
    } catch (fault) {
      if (!(fault instanceof StripeFault)) throw fault
      reply(faultAnswer(fault))
    }
  }

  const answerPage = (request: IncomingMessage, response: ServerResponse, path: string, body: string): void => {
    try {
      const page = openPage(account, path, request.method === 'POST' ? parseForm(body) : undefined)
      if (!page) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found')
      if ('location' in page) return void response.writeHead(303, { location: page.location }).end()
      response.writeHead(page.status ?? 200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html)
    } catch (fault) {
      if (!(fault instanceof StripeFault)) throw fault
      response.writeHead(fault.status, { 'content-type': 'text/plain; charset=utf-8' }).end(fault.message)
    }
  }

  const refusals: Partial<Record<StripeMood, [status: number, body: object]>> = {
    busy: [429, { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' } }],
    failing: [503, { error: { type: 'api_error', message: 'An unknown error occurred.' } }],
  }
  const server = createServer(async (request, response) => {
    const address = new URL(request.url ?? '/', 'http://stripe.test')
    const body = await bodyOf(request)
    if (!address.pathname.startsWith('/v1/')) return answerPage(request, response, address.pathname, body)
    if (state.mood === 'silent') return
    if (state.mood === 'babbling') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Gateway</h1>')
    const [status, refusal] = refusals[state.mood] ?? []
    // Tells Stripe's library not to retry, so that tests need not wait for retries.
    const headers = { 'content-type': 'application/json', 'stripe-should-retry': 'false' }
    if (status) return void response.writeHead(status, headers).end(JSON.stringify(refusal))
    await answerApi(request, response, address, body)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return Object.assign(state, {
    url,
    secretKey,
    webhookSecret,
    requests,
    webhooks,
    /** Holds requests to the API at a point, until they are released or dropped. */
    hold: holds.hold,
    /** The objects of the account, by type and id. */
    objects: account.objects,
    /** Whether further refunds stay pending until `settleRefund`. */
    refundsAre: (outcome: 'succeeded' | 'pending'): void => {
      account.refundsAre = outcome
    },
    settleRefund: (id: string, outcome: 'succeeded' | 'failed') => settleRefund(account, id, outcome),
    raiseDispute: (paymentIntentId: string, reason = 'fraudulent') => raiseDispute(account, paymentIntentId, reason),
    closeDispute: (id: string, outcome: 'won' | 'lost') => closeDispute(account, id, outcome),
    /** Removes all idempotency keys, as Stripe may after a day. */
    forgetKeys: idempotency.clear,
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  })
}
export type StripeServer = Awaited<ReturnType<typeof startStripeServer>>
