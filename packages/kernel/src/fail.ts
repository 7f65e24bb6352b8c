import { cutText, type ErrorCode, type ErrorKind, errors, type FieldCode, type FieldError } from '@pantheon/contract'

/** A field and its sentence; without a code it is `invalid`. */
export type GivenFieldError = Omit<FieldError, 'code'> & { code?: FieldCode }

/** Characters of a field's path that are given back: ours are shorter, and a client may name a field with anything. */
const longestPath = 200

/** A failure with a place in the error catalogue. Anything else that is thrown is a defect and answers 500. */
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

/** Throws the catalogue's failure for `code`. `details` go to the client: no secrets, no SQL. */
export const fail = (code: ErrorCode, details?: Record<string, unknown>, fields?: readonly GivenFieldError[]): never => {
  throw new Failure(code, details, fields)
}

/** `value`, or the failure when it is null or undefined. */
export const orFail = <T>(value: T | null | undefined, code: ErrorCode, details?: Record<string, unknown>): T => value ?? fail(code, details)

/** The failure in an error: itself, or the first of its causes that is one, as where a driver or drizzle has wrapped it. */
export const failureOf = (error: unknown): Failure | undefined => {
  let cause = error
  for (let depth = 0; cause instanceof Error && depth < 10; depth++) {
    if (cause instanceof Failure) return cause
    cause = cause.cause
  }
  return undefined
}

/** True when what was asked is away for now, such as a vendor or the database: trying again helps, and nothing else does. */
export const isForNow = (error: unknown): boolean => failureOf(error)?.kind === 'unavailable'
