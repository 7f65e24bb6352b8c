import { errorOf, isUnavailable } from '@pantheon/client/react'

/** Thrown by `sendWhenReachable`: the server could not be reached, and nothing was sent. `cause` is the error of the probe. */
export class NotSent extends Error {}

/** Timeouts in milliseconds: a browser waits for a silent network as long as the page is open. */
const timeoutsMs = { ask: 10_000, send: 60_000 }

/**
 * Calls `send`, which moves money, only after the server has responded to `ask`: a browser cannot distinguish a refused connection from a lost
 * response. Both get a signal with a timeout. Rejects with `NotSent` when `ask` gets no response, else with the error of `ask` or `send`.
 */
export const sendWhenReachable = async <A, T>(
  ask: (signal: AbortSignal) => Promise<A>,
  send: (asked: A, signal: AbortSignal) => Promise<T>,
  timeouts: typeof timeoutsMs = timeoutsMs,
): Promise<T> => {
  const asked = await ask(AbortSignal.timeout(timeouts.ask)).catch((error: unknown) => {
    throw isUnavailable(error) ? new NotSent('Nobody answers', { cause: error }) : error
  })
  return send(asked, AbortSignal.timeout(timeouts.send))
}

/** Whether money may have moved although there was no response: `unsent` means no, `unknown` possibly. Undefined when the server responded. */
export const doubtOf = (error: unknown): 'unsent' | 'unknown' | undefined => {
  if (error instanceof NotSent) return 'unsent'
  // An error of the server about the provider is a response.
  return error && isUnavailable(error) && !errorOf(error).code.startsWith('payment.') ? 'unknown' : undefined
}
