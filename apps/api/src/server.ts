import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Config } from '@pantheon/config'
import type { Logger } from 'pino'
import { createApp } from './http/app.ts'
import { logRequests } from './http/request-log.ts'
import { createAppRouter } from './router.ts'
import type { System } from './system.ts'
import { attachWebSocket } from './ws.ts'

/** Listens on `config.port` (0 takes a free one). Rejects when the port is taken. */
export const listen = async (
  system: System,
  config: Pick<Config, 'port' | 'allowedOrigins' | 'trustedProxies' | 'isProduction' | 'publicUrl'>,
  logger: Logger,
) => {
  let isReady = true
  const { allowedOrigins, trustedProxies, isProduction, publicUrl } = config
  const router = createAppRouter(system.services)
  const app = createApp({ system, router, logger, allowedOrigins, trustedProxies, isProduction, publicUrl, isReady: () => isReady })
  const server = await new Promise<Server>((resolve, reject) => {
    const made = serve({ fetch: app.fetch, port: config.port }, () => resolve(made as Server)) as Server
    made.once('error', reject)
  })
  logRequests(server, logger)
  const sockets = attachWebSocket(server, { router, ...system.services, clock: system.clock, logger, allowedOrigins, trustedProxies, limits: system.limits })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    /** Takes no new requests, finishes those under way, hangs up sockets. */
    close: async (): Promise<void> => {
      isReady = false
      sockets.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const slow = setTimeout(() => server.closeAllConnections(), 10_000)
      await closed
      clearTimeout(slow)
    },
  }
}
