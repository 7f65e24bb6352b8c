import type { Charge, PaymentIntent } from './wire.ts'

/** The `error` of a response (https://docs.stripe.com/api/errors). */
export interface FaultBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  charge?: Charge['id']
  payment_intent?: PaymentIntent
}

/** An error response of the API. One from parameter validation is not stored under the idempotency key. */
export class StripeFault extends Error {
  override readonly name = 'StripeFault'
  constructor(
    readonly status: number,
    readonly body: FaultBody,
    readonly isOfParameters = false,
  ) {
    super(body.message)
  }
}

export const invalid = (message: string, more: Partial<FaultBody> = {}): never => {
  throw new StripeFault(400, { type: 'invalid_request_error', message, ...more })
}
/** Throws the fault for a missing object. Stripe responds with 404 for an id in the path and 400 for one in a parameter. */
export const missing = (what: string, id: string, param = 'id'): never => {
  throw new StripeFault(param === 'id' ? 404 : 400, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'`, param })
}
