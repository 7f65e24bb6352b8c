import type { IncomingMessage, Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Config } from '@pantheon/config'
import type { Logger } from 'pino'
import { createGracefulClose } from './graceful-close.ts'
import { createApp } from './http/app.ts'
import { wholeServer } from './http/missing.ts'
import { logRequests } from './http/request-log.ts'
import { forbidSniffing } from './http/security-headers.ts'
import { createSite } from './http/site.ts'
import { traceRequests } from './http/trace-requests.ts'
import { Request } from './http/upgrade.ts'
import { createAppRouter } from './router.ts'
import type { System } from './system.ts'
import { attachWebSocket } from './ws.ts'

/** HTTP/1.0 does not require `Host` (RFC 9112, section 3.2) and health checks of load balancers use it, but the adapter to web requests needs one. */
const answerWithoutHost = (server: Server): void => {
  server.prependListener('request', ({ httpVersion, headers }) => {
    if (httpVersion === '1.0') headers.host ??= 'localhost'
  })
}

/**
 * A request with two `Host` lines is refused (RFC 9112, section 3.2). Node keeps the first line; without a host, the adapter and the
 * socket answer 400.
 */
const refuseTwoHosts = (server: Server): void => {
  const refuse = ({ headers, rawHeaders }: IncomingMessage): void => {
    const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host')
    if (hosts.length > 1) headers.host = ''
  }
  server.prependListener('request', refuse)
  server.prependListener('upgrade', refuse)
}

/** `OPTIONS *` has no path, so no URL can be built from it. */
const answerForWholeServer = (server: Server): void => {
  server.prependListener('request', (incoming) => {
    if (incoming.method === 'OPTIONS' && incoming.url === '*') incoming.url = wholeServer
  })
}

/**
 * How long an idle connection stays open: longer than load balancers keep theirs, which is 60 s with most. If the server closed it
 * first, a request could be on its way, and the client would see a reset.
 */
const keepAliveMs = 75_000

/** The deadline by which a request has arrived completely; Node answers 408 afterwards, and looks for late requests at this interval. */
const timeoutsOf = (requestTimeout: number) => ({
  requestTimeout,
  headersTimeout: requestTimeout,
  connectionsCheckingInterval: Math.min(5000, Math.ceil(requestTimeout / 2)),
})

/** Listens on `config.port` (0 picks a free one). Rejects when the port is in use. */
export const listen = async (
  system: System,
  config: Pick<Config, 'port' | 'allowedOrigins' | 'trustedProxies' | 'isProduction' | 'publicUrl' | 'sockets' | 'oldRoutesSunset' | 'requestTimeoutMs'>,
  logger: Logger,
) => {
  const { allowedOrigins, trustedProxies, isProduction, publicUrl, oldRoutesSunset } = config
  const router = createAppRouter(system.services)
  let isReady = (): boolean => true
  const site = createSite({ publicUrl, allowedOrigins, trustedProxies })
  const app = createApp({ system, router, logger, site, trustedProxies, isProduction, publicUrl, oldRoutesSunset, isReady: () => isReady() })
  const server = await new Promise<Server>((resolve, reject) => {
    const fetch = traceRequests(app.fetch, system.telemetry.requests)
    const serverOptions = { IncomingMessage: Request, ...timeoutsOf(config.requestTimeoutMs) }
    const made = serve({ fetch, port: config.port, serverOptions }, () => resolve(made as Server)) as Server
    made.once('error', reject)
  })
  server.keepAliveTimeout = keepAliveMs
  const graceful = createGracefulClose(server)
  isReady = () => !graceful.isDraining()
  forbidSniffing(server)
  answerWithoutHost(server)
  refuseTwoHosts(server)
  logRequests(server, { logger, meter: system.telemetry.requests })
  answerForWholeServer(server)
  const sockets = attachWebSocket(server, {
    router,
    ...system.services,
    clock: system.clock,
    logger,
    site,
    trustedProxies,
    limits: system.limits,
    sockets: config.sockets,
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    /** Answers `/readyz` with 503 from now on, so that load balancers stop sending requests, and serves those that still come. */
    drain: graceful.drain,
    /** Accepts no new connections, closes sockets, whose clients reconnect elsewhere, and finishes the requests in flight. */
    close: (): Promise<void> => graceful.close(sockets.close),
  }
}
