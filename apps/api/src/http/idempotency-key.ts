import type { ErrorCode, FieldError } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import { type Actor, Failure, fail } from '@pantheon/kernel'

/** How long an answer is kept. */
export const keptMs = 24 * 3_600_000
/** How long an attempt keeps the others out. One that takes longer, or died, may be taken over; it cannot commit any more then. */
export const leaseMs = 30_000

/** A write that came with a key, as far as it has come. */
export interface Claim {
  readonly id: string
  /** What was asked for. */
  readonly fingerprint: string
  /** The attempt that may commit. */
  readonly holder: string
  readonly leaseUntil: Date
  /** Set with the work, in its transaction. */
  readonly workedAt: Date | null
  readonly resourceId: string | null
  readonly createdAt: Date
}

/** How the work ended, without the words of a transport: REST and tRPC each say it in their own. */
export type Outcome = { output: unknown } | { code: ErrorCode; details: Record<string, unknown>; fields: FieldError[] }

/** Answers of `auth` hold secrets (cookies, tokens, keys), which are kept nowhere in plain: there, a key means nothing. */
export const holdsSecrets = (path: string): boolean => path.startsWith('auth.')

const printable = /^[\x20-\x7e]{1,255}$/
export const requireKey = (header: string): string => (printable.test(header) ? header : fail('idempotency.bad_key'))

/** Under which id a caller's key is kept. Another person's key, or the same person's in another organization, is another key. */
export const claimId = ({ userId, organizationId }: Actor, key: string): string => digestOf([userId, organizationId, key])

/** What was asked for: the procedure, whichever door led to it, and its input. The key is in it as a salt, for inputs that could be guessed. */
export const fingerprintOf = (key: string, path: string, input: unknown): string => digestOf([key, path, input])

export const isOver = ({ createdAt }: Claim, now: Date): boolean => createdAt.getTime() + keptMs <= now.getTime()

const passing: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>(['unauthenticated', 'forbidden', 'rate_limited', 'unavailable', 'internal'])
/** True for a refusal that the same request would meet again: it is kept. What lies with us, or with who asks, passes. */
export const isLasting = ({ kind, code }: Failure): boolean => !passing.has(kind) && !code.startsWith('idempotency.')

const ofInput: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>(['invalid', 'too_large', 'unsupported_media_type', 'precondition_required'])
/** True for a refusal of what was sent: put right, it is to go through under the same key. */
export const isOfInput = ({ kind }: Failure): boolean => ofInput.has(kind)

/** The output of an outcome; throws its failure. */
export const outputOf = (outcome: Outcome): unknown => {
  if ('code' in outcome) throw new Failure(outcome.code, outcome.details, outcome.fields)
  return outcome.output
}
