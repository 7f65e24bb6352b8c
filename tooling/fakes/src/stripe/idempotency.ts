import { createHash } from 'node:crypto'
import { StripeFault } from './fault.ts'

export interface Answer {
  status: number
  body: string
}
interface Kept {
  fingerprint: string
  at: number
  /** Undefined while the first request is in flight. */
  answer: Answer | undefined
}
const daySeconds = 86_400

/**
 * The responses stored under `Idempotency-Key` (https://docs.stripe.com/api/idempotent_requests): replayed for a day,
 * also errors; other parameters are refused (400), and repeats while the first request is in flight (409).
 */
export const createIdempotency = (now: () => number) => {
  const kept = new Map<string, Kept>()
  return {
    /** The stored response; undefined if this request is the first, which holds the key until `keep` or `release`. */
    begin: (key: string, request: { path: string; body: string }): Answer | undefined => {
      const fingerprint = createHash('sha256').update(`${request.path}\n${request.body}`).digest('hex')
      const before = kept.get(key)
      if (before && now() - before.at < daySeconds) {
        const type = 'idempotency_error'
        if (before.fingerprint !== fingerprint) {
          const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
          throw new StripeFault(400, { type, message }, true)
        }
        if (!before.answer) {
          const message = `There is currently another in-progress request using this Idempotent Key (${key}). Please try again later.`
          throw new StripeFault(409, { type, code: 'idempotency_key_in_use', message }, true)
        }
        return before.answer
      }
      kept.set(key, { fingerprint, at: now(), answer: undefined })
      return undefined
    },
    keep: (key: string, answer: Answer): void => {
      const entry = kept.get(key)
      if (entry) entry.answer = answer
    },
    /** Removes the key of a request that failed parameter validation. */
    release: (key: string): void => void kept.delete(key),
    clear: (): void => kept.clear(),
  }
}
