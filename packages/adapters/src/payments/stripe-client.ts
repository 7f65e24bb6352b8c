import { Failure, fail, type Logger } from '@pantheon/kernel'
import Stripe from 'stripe'

export interface StripeAccess {
  /** `sk_…` or a restricted key `rk_…`; one of the test mode moves no money. */
  secretKey: string
  /** https://api.stripe.com, or a local server that speaks the same. */
  apiBase: string
  /** How long one try may take. */
  timeoutMs?: number
  /** How often a try without an answer, or one that met another with the same key, is repeated. */
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

/** Answers of Stripe's that a caller reads; anything else means that it could not be asked. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Failure || error instanceof StripeInvalidRequestError || error instanceof StripeCardError || error instanceof StripeIdempotencyError

/**
 * Asks Stripe. What it says about the request comes through as it is; no answer, too many requests, an error on its
 * side or a key it does not know is `payment.provider_unreachable`. The log never quotes what was asked.
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

/** True for a request that names something Stripe does not have. */
export const isMissing = (error: unknown): boolean => error instanceof StripeInvalidRequestError && error.code === 'resource_missing'

/** True when this answer was kept from an earlier request with the same key: what it says may be old. */
export const isReplayed = ({ lastResponse }: { lastResponse: { headers: Record<string, string> } }): boolean =>
  lastResponse.headers['idempotent-replayed'] === 'true'

/** Stripe takes fewer e-mails for real than people have. Nobody is kept from paying for that: its page asks for one then. */
export const withEmail = <T>(open: (isNamed: boolean) => Promise<T>): Promise<T> =>
  open(true).catch((error: unknown) => {
    if (error instanceof StripeInvalidRequestError && error.param === 'customer_email') return open(false)
    throw error
  })
