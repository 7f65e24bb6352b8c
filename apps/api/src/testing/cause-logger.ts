import { inspect } from 'node:util'
import type { Logger } from 'pino'
import { createLogger } from '../logger.ts'

/**
 * A log that prints requests with internal errors, each with the complete error: the message and fields of every cause, which name
 * the violated constraint. The server's own log leaves out values that a database quotes; test data need no such protection.
 */
export const createCauseLogger = (print: (text: string) => void): Logger =>
  createLogger(
    'error',
    {
      write: (line) => {
        const { requestId, err } = JSON.parse(line) as { requestId?: string; err?: string }
        if (requestId !== undefined && err !== undefined) print(`Request ${requestId} failed on our side: ${err}`)
      },
    },
    (error) => inspect(error, { depth: 4, maxStringLength: 2000, maxArrayLength: 20 }),
  )
