import { Failure, yieldIfLong } from '@pantheon/kernel'
import type { RequestContext } from '@pantheon/rpc'

/** The size in bytes of all answers of a batch together at which its remaining calls are refused. */
const maxAnswerBytes = 4 * 1024 * 1024

const sizeOf = (result: unknown): number => {
  const { data } = result as { data?: unknown }
  return data === undefined ? 0 : Buffer.byteLength(JSON.stringify(data))
}

/**
 * Runs the calls of a batch one after the other, and serves other requests between them. When the answers so far have `maxAnswerBytes`,
 * the remaining calls fail with `request.answers_too_large` without being run.
 */
export const createBatchTurns = (): NonNullable<RequestContext['inTurn']> => {
  let last: Promise<unknown> = Promise.resolve()
  let bytes = 0
  return (call) => {
    const result = last.then(async () => {
      await yieldIfLong()
      if (bytes >= maxAnswerBytes) throw new Failure('request.answers_too_large', { maxBytes: maxAnswerBytes })
      const done = await call()
      bytes += sizeOf(done)
      return done
    })
    last = result.catch(() => undefined)
    return result
  }
}
