import { Failure } from '@pantheon/kernel'
import { toTrpcError } from '@pantheon/rpc'
import { getTRPCErrorShape } from '@trpc/server'
import { type RawData, WebSocket } from 'ws'
import type { AppRouter } from '../router.ts'
import { createSocketBudget } from '../socket-budget.ts'
import { hangUp, policyViolation } from '../socket-register.ts'
import { excessOf, jsonLimits } from './json.ts'

/** Whether a socket failed because of what its client sent: a frame that is too long, or none as RFC 6455 has them. */
export const isBrokenFrame = ({ cause }: Error): boolean => cause instanceof Error && 'code' in cause && String(cause.code).startsWith('WS_ERR_')

const sizeOf = (data: RawData): number => (Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength)

/** The events of a socket that a client makes, with what it sent. ws answers pings by itself. */
const isFrame = (event: string | symbol): boolean => event === 'message' || event === 'ping' || event === 'pong'

/**
 * The class of the server's sockets: whoever sends more frames than the budget allows, of whatever kind, is hung up on, and
 * a message that nests too deeply or holds too many values is answered with that and goes no further. tRPC's adapter parses messages
 * itself and has no hook for this.
 */
export const createSocketClass = (router: AppRouter): typeof WebSocket => {
  const config = router._def._config
  const answerTo = (excess: keyof typeof jsonLimits): string => {
    const error = toTrpcError(new Failure(excess, jsonLimits[excess]))
    return JSON.stringify({ id: null, error: getTRPCErrorShape({ config, error, type: 'unknown', path: undefined, input: undefined, ctx: undefined }) })
  }
  return class extends WebSocket {
    readonly #budget = createSocketBudget()

    override emit(event: string | symbol, ...args: unknown[]): boolean {
      if (isFrame(event) && !this.#budget.take(sizeOf(args[0] as RawData))) {
        if (this.readyState === WebSocket.OPEN) hangUp(this, policyViolation, 'too many messages')
        return true
      }
      const excess = event === 'message' ? excessOf(String(args[0])) : undefined
      if (excess === undefined) return super.emit(event, ...args)
      this.send(answerTo(excess))
      return true
    }
  }
}
