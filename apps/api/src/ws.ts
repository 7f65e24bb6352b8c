import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type AccessCache, type Actors, type Credential, type Grant, isGrantAbout } from '@pantheon/auth'
import type { Logger } from '@pantheon/kernel'
import { toFailure } from '@pantheon/rpc'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { contextOf, requestIdOf } from './http/context.ts'
import type { Limits } from './http/limits.ts'
import { requireOwnOrigin } from './http/origin.ts'
import type { AppRouter } from './router.ts'

const header = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null)

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Hung up because what the socket was opened with no longer says the same: come back and say again who you are. */
const accessChanged = 4401
const checkEveryMs = 1000

export interface WebSocketDeps {
  router: AppRouter
  actors: Actors
  access: AccessCache
  clock: { now(): Date }
  logger: Logger
  allowedOrigins: readonly string[]
  trustedProxies: number
  limits: Limits
}

/**
 * tRPC over WebSocket at `/ws`, on the server's own port. Who opened a socket is asked once; it is hung up when their
 * rights change or their credential ends. Clients come back by themselves, with what they now hold, and miss nothing.
 */
export const attachWebSocket = (server: Server, { router, actors, access, clock, logger, allowedOrigins, trustedProxies, limits }: WebSocketDeps) => {
  const wss = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 })
  const lines = new Map<WebSocket, Grant>()
  let changes = 0

  const onUpgrade = (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    if ((req.url ?? '').split('?')[0] !== '/ws') {
      refuse(socket, '404 Not Found')
      return
    }
    try {
      const credential = actors.read({ cookie: req.headers.cookie, authorization: req.headers.authorization })
      requireOwnOrigin({ origin: header(req.headers.origin), host: header(req.headers.host), hasSession: credential?.kind === 'cookie' }, allowedOrigins)
    } catch {
      refuse(socket, '403 Forbidden')
      return
    }
    wss.handleUpgrade(req, socket, head, (ws) => wss.emit('connection', ws, req))
  }
  server.on('upgrade', onUpgrade)
  wss.on('connection', (ws) => {
    ws.on('error', () => ws.terminate())
    ws.on('close', () => lines.delete(ws))
  })

  const hangUp = (ws: WebSocket): undefined => {
    lines.delete(ws)
    ws.removeAllListeners('message') // whatever the client still says is heard by nobody …
    ws.close(accessChanged, 'access changed') // … and nothing more is sent
    setTimeout(() => ws.terminate(), 1000).unref()
  }
  /** Notes who is on the line, so that they can be hung up on. */
  const register = async (ws: WebSocket, credential: Credential): Promise<void> => {
    const before = changes
    // A token that is over by now: the client renews it and comes back, instead of being refused what it watches.
    const grant = await actors.resolve(credential).catch(() => hangUp(ws))
    if (before !== changes) return register(ws, credential) // what changed meanwhile may be about them
    if (grant && ws.readyState === ws.OPEN) lines.set(ws, grant)
  }
  const stopListening = access.onChange((change) => {
    changes++
    for (const [ws, grant] of lines) if (isGrantAbout(grant, change)) hangUp(ws)
  })
  const watchman = setInterval(() => {
    const now = clock.now()
    for (const [ws, { expiresAt }] of lines) if (expiresAt <= now) hangUp(ws)
  }, checkEveryMs)
  watchman.unref()

  const handler = applyWSSHandler({
    wss,
    router,
    createContext: async ({ req, res: ws, info }) => {
      const token = info.connectionParams?.token
      const credential: Credential | null = token
        ? { kind: 'bearer', token }
        : actors.read({ cookie: req.headers.cookie, authorization: req.headers.authorization })
      if (credential) await register(ws, credential)
      return { ...contextOf({ actors, trustedProxies, limits }, req, requestIdOf(req.headers['x-request-id']), credential), isSocket: true }
    },
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 5000 },
    onError: ({ error, ctx }) => {
      if (toFailure(error).kind === 'internal') logger.error({ err: error, requestId: ctx?.requestId }, 'a call over the socket failed on our side')
    },
  })
  return {
    /** Tells every client to come back later, then hangs up. */
    close: (): void => {
      stopListening()
      clearInterval(watchman)
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
