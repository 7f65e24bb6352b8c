import { createServer, type Server } from 'node:http'
import type { Logger } from '@pantheon/kernel'
import type { Telemetry } from './telemetry.types.ts'

export interface MetricsServerDeps {
  telemetry: Pick<Telemetry, 'scrape'>
  logger: Logger
}

const isMetrics = (url = ''): boolean => url.split('?', 1)[0] === '/metrics'

const createMetricsServer = ({ telemetry, logger }: MetricsServerDeps): Server =>
  createServer((request, response) => {
    const answer = (status: number, text: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(text)
    }
    if (!isMetrics(request.url)) answer(404, 'Not found\n')
    else if (request.method !== 'GET' && request.method !== 'HEAD') answer(405, 'GET only\n')
    else
      telemetry.scrape().then(
        (text) => answer(200, text, 'text/plain; version=0.0.4; charset=utf-8'),
        (err: unknown) => {
          logger.error({ err }, 'metrics could not be collected')
          answer(500, 'Metrics could not be collected\n')
        },
      )
  })

/** Serves `/metrics` for Prometheus, and nothing else, on its own port (0 for a free one). Rejects when the port is in use. */
export const listenForMetrics = async ({ port, host }: { port: number; host: string }, deps: MetricsServerDeps) => {
  const server = createMetricsServer(deps)
  server.requestTimeout = 10_000
  server.maxConnections = 50
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    /** Closes at once: the next scrape gets the data. */
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
