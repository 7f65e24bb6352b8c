import { Failure } from '@pantheon/kernel'
import { toTrpcError } from '@pantheon/rpc'
import { getTRPCErrorShape } from '@trpc/server'
import { WebSocket } from 'ws'
import type { AppRouter } from '../router.ts'
import { isTooDeep } from './json.ts'

/** Whether a socket failed because of what its client sent: a frame that is too long, or none as RFC 6455 has them. */
export const isBrokenFrame = ({ cause }: Error): boolean => cause instanceof Error && 'code' in cause && String(cause.code).startsWith('WS_ERR_')

/**
 * The class of the server's sockets: a message that nests too deeply is answered with `input.too_deep` and goes no
 * further. tRPC's adapter parses messages itself and has no hook for this.
 */
export const createSocketClass = (router: AppRouter): typeof WebSocket => {
  const error = toTrpcError(new Failure('input.too_deep'))
  const shape = getTRPCErrorShape({ config: router._def._config, error, type: 'unknown', path: undefined, input: undefined, ctx: undefined })
  const answer = JSON.stringify({ id: null, error: shape })
  return class extends WebSocket {
    override emit(event: string | symbol, ...args: unknown[]): boolean {
      if (event !== 'message' || !isTooDeep(String(args[0]))) return super.emit(event, ...args)
      this.send(answer)
      return true
    }
  }
}
