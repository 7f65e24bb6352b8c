import pino, { type DestinationStream, type Logger } from 'pino'
import { describeError } from './describe-error.ts'
import { standardOutput } from './log-output.ts'

/**
 * Structured logs, one JSON line each, without secrets: credentials are cut, and errors are described as `describeError`
 * does it, without the statements and values that databases quote, unless `describe` does it otherwise.
 */
export const createLogger = (level: string, destination: DestinationStream, describe: (error: unknown) => unknown = (error) => describeError(error)): Logger =>
  pino(
    {
      level,
      redact: ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie', 'card', '*.card', 'apiKey', '*.apiKey'],
      serializers: { err: describe },
    },
    destination,
  )

/** The server's log on the standard output. It says how many lines were lost while that took none. */
export const createServerLogger = (level: string): Logger => {
  const output = standardOutput()
  const logger = createLogger(level, output)
  output.onRecovery((dropped) => logger.warn({ dropped }, 'log lines were dropped: the standard output took none'))
  return logger
}

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
