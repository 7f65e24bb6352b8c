import pino, { type DestinationStream, type Logger } from 'pino'
import { describeError } from './describe-error.ts'

/**
 * Structured logs, one JSON line each, without secrets: credentials are cut, and errors are described as `describeError`
 * does it, without the statements and values that databases quote.
 */
export const createLogger = (level: string, destination: DestinationStream = standardOutput()): Logger =>
  pino(
    {
      level,
      redact: ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie', 'card', '*.card', 'apiKey', '*.apiKey'],
      serializers: { err: (error: unknown) => describeError(error) },
    },
    destination,
  )

// Lines go out together, a quarter of a second late at the most: no request waits for its line, and one write carries many.
const standardOutput = (): DestinationStream => pino.destination({ dest: 1, sync: false, minLength: 64 * 1024, maxWrite: 1024 * 1024, periodicFlush: 250 })

/**
 * Logs what reached nobody, as every other error is logged; Node would print it whole. A promise that nobody waited for
 * ends no server. An exception that nobody caught does: nobody knows in what state it left things.
 */
export const logStrayErrors = (logger: Logger, process: NodeJS.Process): void => {
  process.on('unhandledRejection', (err) => logger.error({ err }, 'something failed that nobody waited for'))
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'an exception that nobody caught ends the server')
    process.exit(1)
  })
}
