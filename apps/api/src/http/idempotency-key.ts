import type { ErrorCode, FieldError } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import { type Actor, Failure, fail } from '@pantheon/kernel'

/** How long an answer is stored. */
export const keptMs = 24 * 3_600_000
/** The lease of an attempt. After it the claim may be taken over, and the first attempt can no longer commit. */
export const leaseMs = 30_000

/** The stored state of a write with an idempotency key. */
export interface Claim {
  readonly id: string
  /** Identifies the procedure and its input. */
  readonly fingerprint: string
  /** The attempt that may commit. */
  readonly holder: string
  readonly leaseUntil: Date
  /** Set in the transaction of the work. */
  readonly workedAt: Date | null
  readonly resourceId: string | null
  readonly createdAt: Date
}

/** The result of the work, independent of the transport: REST and tRPC each format it. */
export type Outcome = { output: unknown } | { code: ErrorCode; details: Record<string, unknown>; fields: FieldError[] }

/** Answers of `auth` contain secrets (cookies, tokens, keys), which are never stored in plain text, so idempotency keys are ignored there. */
export const holdsSecrets = (path: string): boolean => path.startsWith('auth.')

const printable = /^[\x20-\x7e]{1,255}$/
export const requireKey = (header: string): string => (printable.test(header) ? header : fail('idempotency.bad_key'))

/** The id of the claim for a caller's key. The same key of another user, or of the same user in another organization, is a different one. */
export const claimId = ({ userId, organizationId }: Actor, key: string): string => digestOf([userId, organizationId, key])

/** A digest of the procedure, whichever transport called it, and its input. The key is a salt, for inputs that could be guessed. */
export const fingerprintOf = (key: string, path: string, input: unknown): string => digestOf([key, path, input])

export const isExpired = ({ createdAt }: Claim, now: Date): boolean => createdAt.getTime() + keptMs <= now.getTime()

const transient: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>(['unauthenticated', 'forbidden', 'rate_limited', 'unavailable', 'internal'])
/** True for a refusal that is stored because the same request would get it again. Those caused by the server or the caller's rights are transient. */
export const isLasting = ({ kind, code }: Failure): boolean => !transient.has(kind) && !code.startsWith('idempotency.')

const ofInput: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>(['invalid', 'too_large', 'unsupported_media_type', 'precondition_required'])
/** True for a refusal of the input: the corrected request may use the same key. */
export const isOfInput = ({ kind }: Failure): boolean => ofInput.has(kind)

/** The output of an outcome; throws its failure. */
export const outputOf = (outcome: Outcome): unknown => {
  if ('code' in outcome) throw new Failure(outcome.code, outcome.details, outcome.fields)
  return outcome.output
}
