import { cutText, type ErrorCode, type ErrorKind, errors, type FieldCode, type FieldError } from '@pantheon/contract'

/** A field and its message; without a code it is `invalid`. */
export type GivenFieldError = Omit<FieldError, 'code'> & { code?: FieldCode }

/** Maximum length of a field's path in an error: ours are shorter, but a client may send a field with any name. */
const longestPath = 200

/** An error with a code of the error catalogue. Any other thrown error is a defect and returns 500. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: ErrorKind
  readonly fields: FieldError[]
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    fields: readonly GivenFieldError[] = [],
    options?: ErrorOptions,
  ) {
    super(errors[code].message, options)
    this.kind = errors[code].kind
    this.fields = fields.map(({ path, code: why = 'invalid', message }) => ({ path: cutText(path, longestPath, '…'), code: why, message }))
  }
}

/** Throws the failure for `code`. `details` are sent to the client: no secrets, no SQL. */
export const fail = (code: ErrorCode, details?: Record<string, unknown>, fields?: readonly GivenFieldError[]): never => {
  throw new Failure(code, details, fields)
}

/** Returns `value`, or throws the failure when it is null or undefined. */
export const orFail = <T>(value: T | null | undefined, code: ErrorCode, details?: Record<string, unknown>): T => value ?? fail(code, details)

/** The failure in an error: itself, or the first in its chain of causes, since drivers and drizzle wrap errors. */
export const failureOf = (error: unknown): Failure | undefined => {
  let cause = error
  for (let depth = 0; cause instanceof Error && depth < 10; depth++) {
    if (cause instanceof Failure) return cause
    cause = cause.cause
  }
  return undefined
}

/** True for temporary failures, such as an unavailable vendor or database: retrying is the only remedy. */
export const isTemporary = (error: unknown): boolean => failureOf(error)?.kind === 'unavailable'
