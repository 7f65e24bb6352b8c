import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AccessCache, Actors, Credential } from '@pantheon/auth'
import { parseUrl } from '@pantheon/contract'
import { fail, type Logger } from '@pantheon/kernel'
import { toFailure } from '@pantheon/rpc'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { contextOf, credentialOf, requestIdOf } from './http/context.ts'
import type { Limits } from './http/limits.ts'
import type { Site } from './http/site.ts'
import { createSocketClass, isBrokenFrame } from './http/socket-messages.ts'
import type { AppRouter } from './router.ts'
import { createSocketRegister } from './socket-register.ts'

/** The maximum size of a message, which holds one call or a few, in bytes. */
const longestMessage = 16 << 10
/** Clients send a message as one frame, proxies may split it into a few. Fragments may be empty, and the rate limit does not count them. */
const mostFragments = 64

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** True when `Host` and target form a valid URL (RFC 9112, section 3.2), which the handler of the socket needs. */
const hasAddress = ({ headers: { host = '' }, url }: IncomingMessage): boolean => /^[^\s/\\?#@]+$/.test(host) && parseUrl(`http://${host}${url}`) !== undefined

/** Counts the subscriptions of one socket: a call begins one, and calling the function that it returned ends it. */
const createSubscriptionCount = (most: number, isRefused: boolean) => {
  let running = 0
  return (): (() => void) => {
    if (isRefused) fail('socket.too_many')
    if (running >= most) fail('socket.too_many_subscriptions', { limit: most })
    running++
    let isRunning = true
    return () => {
      if (isRunning) running--
      isRunning = false
    }
  }
}

export interface WebSocketDeps {
  router: AppRouter
  actors: Actors
  access: AccessCache
  clock: { now(): Date }
  logger: Logger
  site: Site
  trustedProxies: number
  limits: Limits
  /** The maximum number of sockets of a user, and of subscriptions of a socket. */
  sockets: { perPerson: number; subscriptions: number }
}

/**
 * tRPC over WebSocket at `/ws`, on the server's own port. A socket is authenticated once, and closed when its user's rights change
 * or its credential expires. Clients reconnect by themselves with their current credential, and miss no event.
 */
export const attachWebSocket = (server: Server, { router, actors, access, clock, logger, site, trustedProxies, limits, sockets }: WebSocketDeps) => {
  // One message per turn of the event loop, so that a client that sends many at once does not block others.
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessage,
    maxFragments: mostFragments,
    allowSynchronousEvents: false,
    WebSocket: createSocketClass(router),
  })
  const registered = createSocketRegister({ actors, access, clock, perPerson: sockets.perPerson })

  const onUpgrade = (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    if (!hasAddress(req)) {
      refuse(socket, '400 Bad Request')
      return
    }
    try {
      site.requireOwnOrigin(req, credentialOf({ actors }, req)?.kind === 'cookie')
    } catch {
      refuse(socket, '403 Forbidden')
      return
    }
    wss.handleUpgrade(req, socket, head, (ws) => {
      // An error thrown by a listener of this event would be uncaught and end the process.
      try {
        wss.emit('connection', ws, req)
      } catch (err) {
        logger.error({ err }, 'a socket could not be answered')
        ws.terminate()
      }
    })
  }
  server.on('upgrade', onUpgrade)
  wss.on('connection', (ws: WebSocket) => {
    registered.opened(ws)
    ws.on('error', () => ws.terminate())
  })

  const handler = applyWSSHandler({
    wss,
    router,
    createContext: async ({ req, res: ws, info }) => {
      const token = info.connectionParams?.token
      const credential: Credential | null = token ? { kind: 'bearer', token } : credentialOf({ actors }, req)
      const isTaken = credential === null || (await registered.register(ws, credential))
      return {
        ...contextOf({ actors, trustedProxies, limits }, req, requestIdOf(req.headers['x-request-id']), credential),
        isSocket: true,
        beginSubscription: createSubscriptionCount(sockets.subscriptions, !isTaken),
      }
    },
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 5000 },
    onError: ({ error, ctx }) => {
      if (toFailure(error).kind === 'internal' && !isBrokenFrame(error))
        logger.error({ err: error, requestId: ctx?.requestId }, 'a call over the socket failed on our side')
    },
  })
  return {
    /** Asks every client to reconnect later, then closes its socket. */
    close: (): void => {
      registered.close()
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
