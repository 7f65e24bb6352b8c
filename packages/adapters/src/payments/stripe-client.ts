import { Failure, fail, type Logger } from '@pantheon/kernel'
import Stripe from 'stripe'

export interface StripeAccess {
  /** `sk_…` or a restricted key `rk_…`; a test mode key moves no money. */
  secretKey: string
  /** https://api.stripe.com, or a local server with the same API. */
  apiBase: string
  /** Timeout of one attempt. */
  timeoutMs?: number
  /** How often an attempt is repeated that got no response, or conflicted with another one of the same key. */
  retries?: number
}

export const openStripe = ({ secretKey, apiBase, timeoutMs = 15_000, retries = 2 }: StripeAccess): Stripe => {
  const { protocol, hostname, port } = new URL(apiBase)
  const isSecure = protocol === 'https:'
  return new Stripe(secretKey, {
    apiVersion: Stripe.API_VERSION,
    protocol: isSecure ? 'https' : 'http',
    host: hostname,
    port: port || (isSecure ? 443 : 80),
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false,
    appInfo: { name: 'Pantheon' },
  })
}

const { StripeError, StripeInvalidRequestError, StripeCardError, StripeIdempotencyError } = Stripe.errors

/** Errors of Stripe that a caller handles; all others mean that it is unavailable. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Failure || error instanceof StripeInvalidRequestError || error instanceof StripeCardError || error instanceof StripeIdempotencyError

/**
 * Calls Stripe. Errors about the request are rethrown unchanged; no response, rate limiting, a server error or an invalid API key become
 * `payment.provider_unreachable`. The log never contains the request.
 */
export const createAsk =
  (logger: Logger) =>
  <T>(ask: () => Promise<T>): Promise<T> =>
    ask().catch((error: unknown) => {
      if (isAnswer(error) || !(error instanceof StripeError)) throw error
      logger.warn({ type: error.type, status: error.statusCode, code: error.code, requestId: error.requestId }, 'Stripe could not be asked')
      return fail('payment.provider_unreachable')
    })
export type Ask = ReturnType<typeof createAsk>

/** True for a request that names an object that Stripe does not have. */
export const isMissing = (error: unknown): boolean => error instanceof StripeInvalidRequestError && error.code === 'resource_missing'

/** True when the response is a replay of an earlier request with the same idempotency key: it may be stale. */
export const isReplayed = ({ lastResponse }: { lastResponse: { headers: Record<string, string> } }): boolean =>
  lastResponse.headers['idempotent-replayed'] === 'true'

/** Stripe accepts fewer e-mail addresses than are in use. A rejected one must not prevent a payment, so the page is opened without it and asks for one. */
export const withEmail = <T>(open: (isNamed: boolean) => Promise<T>): Promise<T> =>
  open(true).catch((error: unknown) => {
    if (error instanceof StripeInvalidRequestError && error.param === 'customer_email') return open(false)
    throw error
  })
