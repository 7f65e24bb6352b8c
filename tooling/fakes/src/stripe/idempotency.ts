import { createHash } from 'node:crypto'
import { StripeFault } from './fault.ts'

export interface Answer {
  status: number
  body: string
}
interface Kept {
  asked: string
  at: number
  /** Undefined while the first request is at work. */
  answer: Answer | undefined
}
const daySeconds = 86_400

/**
 * The answers kept under `Idempotency-Key` (https://docs.stripe.com/api/idempotent_requests): repeated for a day,
 * whatever they said; refused for other parameters (400), and while the first is at work (409).
 */
export const createIdempotency = (now: () => number) => {
  const kept = new Map<string, Kept>()
  return {
    /** The answer given before; undefined when this request is the first, which is held until `keep` or `release`. */
    begin: (key: string, request: { path: string; body: string }): Answer | undefined => {
      const asked = createHash('sha256').update(`${request.path}\n${request.body}`).digest('hex')
      const before = kept.get(key)
      if (before && now() - before.at < daySeconds) {
        const type = 'idempotency_error'
        if (before.asked !== asked) {
          const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
          throw new StripeFault(400, { type, message }, true)
        }
        if (!before.answer) {
          const message = `There is currently another in-progress request using this Idempotent Key (${key}). Please try again later.`
          throw new StripeFault(409, { type, code: 'idempotency_key_in_use', message }, true)
        }
        return before.answer
      }
      kept.set(key, { asked, at: now(), answer: undefined })
      return undefined
    },
    keep: (key: string, answer: Answer): void => {
      const entry = kept.get(key)
      if (entry) entry.answer = answer
    },
    /** Forgets a request that never began: its parameters were wrong. */
    release: (key: string): void => void kept.delete(key),
    clear: (): void => kept.clear(),
  }
}
