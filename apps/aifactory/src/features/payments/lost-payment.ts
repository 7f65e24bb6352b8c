import { errorOf, isUnavailable } from '@pantheon/client/react'

/** Thrown by `sendWhenThere`: the server could not be reached, and nothing was sent. `cause` is what asking it came to. */
export class NotSent extends Error {}

/** How long an answer is waited for, in milliseconds: a browser waits for a silent network as long as the page is open. */
const answerMs = { ask: 10_000, send: 60_000 }

/**
 * Sends what moves money only to a server that has just answered `ask`: a browser does not tell a refused connection from
 * an answer that was lost. Both get a signal that ends the wait for an answer. Rejects with `NotSent` when nobody answers
 * `ask`, else as `ask` or `send` does.
 */
export const sendWhenThere = async <A, T>(
  ask: (signal: AbortSignal) => Promise<A>,
  send: (asked: A, signal: AbortSignal) => Promise<T>,
  within: typeof answerMs = answerMs,
): Promise<T> => {
  const asked = await ask(AbortSignal.timeout(within.ask)).catch((error: unknown) => {
    throw isUnavailable(error) ? new NotSent('Nobody answers', { cause: error }) : error
  })
  return send(asked, AbortSignal.timeout(within.send))
}

/** Whether money may have moved although no answer came: `unsent` is no, `unknown` perhaps. Undefined when the server has answered. */
export const doubtOf = (error: unknown): 'unsent' | 'unknown' | undefined => {
  if (error instanceof NotSent) return 'unsent'
  // What the server says about the provider is an answer.
  return error && isUnavailable(error) && !errorOf(error).code.startsWith('payment.') ? 'unknown' : undefined
}
