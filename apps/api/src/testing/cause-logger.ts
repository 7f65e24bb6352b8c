import { inspect } from 'node:util'
import type { Logger } from 'pino'
import { createLogger } from '../logger.ts'

/**
 * A log that prints requests that failed on our side, each with its error whole: the message and the fields of every cause, which
 * name the constraint that a row broke. The server's own log leaves out what a database quotes; the rows of a test are nobody's.
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
