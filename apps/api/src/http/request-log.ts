import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { RequestMeter } from '@pantheon/runtime'
import type { Logger } from 'pino'
import { requestNotes } from './request-notes.ts'

export interface RequestLogDeps {
  logger: Logger
  meter: Pick<RequestMeter, 'record'>
}

/** Logs and measures each request: method and path (without the query, which may contain anything), outcome and duration. */
export const logRequests = (server: Server, { logger: parent, meter }: RequestLogDeps): void => {
  const logger = parent.child({}, { redact: [] }) // these five fields hold no secret, and redaction costs more than the line
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const from = performance.now()
    response.once('close', () => {
      const took = performance.now() - from
      const { requestId, procedure, transport, errorCode } = requestNotes(request)
      const status = response.statusCode
      const isFinished = response.writableFinished
      const outcome = { requestId, method: request.method, path: (request.url ?? '').split('?', 1)[0], status, ms: Math.round(took * 10) / 10 }
      if (isFinished) logger.info(outcome, 'request')
      else logger.warn(outcome, 'request broken off by the client')
      meter.record({ procedure, transport, status, errorCode: isFinished ? errorCode : 'aborted' }, took)
    })
  })
}
