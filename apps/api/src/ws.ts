import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Sessions } from '@pantheon/auth'
import type { Logger } from '@pantheon/kernel'
import { toFailure } from '@pantheon/rpc'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { WebSocketServer } from 'ws'
import { createContext, requestIdOf } from './http/context.ts'
import { requireOwnOrigin } from './http/origin.ts'
import type { AppRouter } from './router.ts'

const header = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null)

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** tRPC over WebSocket at `/ws`, on the server's own port. */
export const attachWebSocket = (
  server: Server,
  { router, sessions, logger, allowedOrigins }: { router: AppRouter; sessions: Sessions; logger: Logger; allowedOrigins: readonly string[] },
) => {
  const wss = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 })
  const onUpgrade = (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    if ((req.url ?? '').split('?')[0] !== '/ws') {
      refuse(socket, '404 Not Found')
      return
    }
    try {
      const hasSession = sessions.readCookie(req.headers.cookie) !== null
      requireOwnOrigin({ origin: header(req.headers.origin), host: header(req.headers.host), hasSession }, allowedOrigins)
    } catch {
      refuse(socket, '403 Forbidden')
      return
    }
    wss.handleUpgrade(req, socket, head, (ws) => wss.emit('connection', ws, req))
  }
  server.on('upgrade', onUpgrade)
  wss.on('connection', (ws) => ws.on('error', () => ws.terminate()))
  const handler = applyWSSHandler({
    wss,
    router,
    createContext: ({ req }) => createContext(sessions, { cookie: req.headers.cookie, requestId: requestIdOf(header(req.headers['x-request-id'])) }),
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 5000 },
    onError: ({ error, ctx }) => {
      if (toFailure(error).kind === 'internal') logger.error({ err: error, requestId: ctx?.requestId }, 'a call over the socket failed on our side')
    },
  })
  return {
    /** Tells every client to come back later, then hangs up. */
    close: (): void => {
      handler.broadcastReconnectNotification()
      for (const ws of wss.clients) ws.close(1012, 'restarting')
      const rest = setTimeout(() => {
        for (const ws of wss.clients) ws.terminate()
      }, 500)
      rest.unref()
      wss.close()
    },
  }
}
