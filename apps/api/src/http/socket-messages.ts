import { Failure } from '@pantheon/kernel'
import { toTrpcError } from '@pantheon/rpc'
import { getTRPCErrorShape } from '@trpc/server'
import { type RawData, WebSocket } from 'ws'
import type { AppRouter } from '../router.ts'
import { createSocketBudget } from '../socket-budget.ts'
import { closeSocket, policyViolation } from '../socket-register.ts'
import { excessOf, jsonLimits } from './json.ts'

/** Whether a socket failed because of its client: a frame that is too long or violates RFC 6455. */
export const isBrokenFrame = ({ cause }: Error): boolean => cause instanceof Error && 'code' in cause && String(cause.code).startsWith('WS_ERR_')

const sizeOf = (data: RawData): number => (Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength)

/** Socket events that a client's frame causes. ws answers pings by itself. */
const isFrame = (event: string | symbol): boolean => event === 'message' || event === 'ping' || event === 'pong'

/**
 * The class of the server's sockets. A client that sends more frames of any kind than the budget allows is disconnected; a message
 * that nests too deeply or holds too many values is answered with that error and not processed. tRPC's adapter parses messages itself
 * and has no hook for this.
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
        if (this.readyState === WebSocket.OPEN) closeSocket(this, policyViolation, 'too many messages')
        return true
      }
      const excess = event === 'message' ? excessOf(String(args[0])) : undefined
      if (excess === undefined) return super.emit(event, ...args)
      this.send(answerTo(excess))
      return true
    }
  }
}
