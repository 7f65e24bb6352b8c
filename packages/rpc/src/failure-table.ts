import { type ErrorKind, fieldErrorsOf } from '@pantheon/contract'
import { Failure, failureOf } from '@pantheon/kernel'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'

/** Maps kinds of failure to HTTP status and tRPC code. */
export const failureTable = {
  invalid: { status: 400, trpc: 'BAD_REQUEST' },
  unauthenticated: { status: 401, trpc: 'UNAUTHORIZED' },
  payment_required: { status: 402, trpc: 'PAYMENT_REQUIRED' },
  forbidden: { status: 403, trpc: 'FORBIDDEN' },
  not_found: { status: 404, trpc: 'NOT_FOUND' },
  method_not_allowed: { status: 405, trpc: 'METHOD_NOT_SUPPORTED' },
  conflict: { status: 409, trpc: 'CONFLICT' },
  too_large: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  unsupported_media_type: { status: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE' },
  unprocessable: { status: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  // tRPC has no code for this.
  upgrade_required: { status: 426, trpc: 'BAD_REQUEST' },
  precondition_required: { status: 428, trpc: 'PRECONDITION_REQUIRED' },
  rate_limited: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  unavailable: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  internal: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
} as const satisfies Record<ErrorKind, { status: number; trpc: TRPCError['code'] }>

const invalidInput = (error: z.core.$ZodError): Failure => {
  const fields = fieldErrorsOf(error)
  const [issue] = error.issues
  if (issue?.code === 'invalid_type' && issue.expected === 'object' && issue.path.length === 0 && fields[0]?.code === 'wrong_type')
    return new Failure('input.not_object')
  const isMissingVersion = fields.length === 1 && fields[0]?.code === 'required' && fields[0].path === 'version'
  return new Failure(isMissingVersion ? 'version.missing' : 'input.invalid', {}, fields)
}

/** Maps an error that tRPC itself throws to a failure of our catalogue. */
const ownRefusal = (error: TRPCError): Failure => {
  switch (error.code) {
    case 'NOT_FOUND':
      return new Failure('request.unknown_route')
    case 'PAYLOAD_TOO_LARGE':
      return new Failure('input.too_large')
    case 'METHOD_NOT_SUPPORTED':
      return new Failure('request.method_not_allowed')
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new Failure('request.unsupported_media_type')
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
    case 'CLIENT_CLOSED_REQUEST':
      return new Failure('input.malformed')
    default:
      return new Failure('server.internal')
  }
}

/** Maps any thrown value to a failure of the catalogue. Errors outside the catalogue become `server.internal` without details. */
export const toFailure = (error: unknown): Failure => {
  const failure = failureOf(error)
  if (failure) return failure
  if (!(error instanceof TRPCError)) return new Failure('server.internal')
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError) return invalidInput(error.cause)
  return ownRefusal(error)
}

/** The value of `Retry-After` in seconds for temporary failures; undefined when a retry does not help. */
export const retryAfterOf = ({ kind, details: { retryAfterSeconds } }: Failure): number | undefined =>
  typeof retryAfterSeconds === 'number' ? retryAfterSeconds : kind === 'unavailable' ? 1 : undefined

/** The failure as a tRPC error, so that tRPC's adapters return the right status. */
export const toTrpcError = (error: unknown): TRPCError => {
  const failure = toFailure(error)
  if (failure.kind === 'internal' && error instanceof TRPCError) return error
  return new TRPCError({ code: failureTable[failure.kind].trpc, message: failure.message, cause: failure.code === 'server.internal' ? error : failure })
}
