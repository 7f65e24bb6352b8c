import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Logger } from 'pino'

/** On the request itself: a map that holds it weakly costs the garbage collector more than all the rest of the line. */
const idOf = Symbol('request id')
type Noted = IncomingMessage & { [idOf]?: string }

/** Notes the id under which a request is answered, for its line in the log. */
export const noteRequestId = (incoming: IncomingMessage, requestId: string): void => {
  ;(incoming as Noted)[idOf] = requestId
}

/** One line per request: what was asked (without its query, which may hold anything), how it ended and how long it took. */
export const logRequests = (server: Server, parent: Logger): void => {
  const logger = parent.child({}, { redact: [] }) // these five fields hold no secret, and looking for one costs more than the line
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const from = performance.now()
    response.once('close', () => {
      const ms = Math.round((performance.now() - from) * 10) / 10
      const path = (request.url ?? '').split('?', 1)[0]
      const outcome = { requestId: (request as Noted)[idOf], method: request.method, path, status: response.statusCode, ms }
      if (response.writableFinished) logger.info(outcome, 'request')
      else logger.warn(outcome, 'request broken off by the client')
    })
  })
}
