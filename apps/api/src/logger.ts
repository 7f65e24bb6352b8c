import pino, { type DestinationStream, type Logger } from 'pino'
import { describeError } from './describe-error.ts'
import { standardOutput } from './log-output.ts'

/**
 * Structured logs, one JSON line each, without secrets: credentials are redacted, and errors are serialised by `describe`, by default
 * `describeError`, which leaves out the statements and values that database errors quote.
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

/** The server's log on the standard output. It logs how many lines were dropped while that accepted none. */
export const createServerLogger = (level: string): Logger => {
  const output = standardOutput()
  const logger = createLogger(level, output)
  output.onRecovery((dropped) => logger.warn({ dropped }, 'log lines were dropped: the standard output took none'))
  return logger
}

/**
 * Logs unhandled rejections and uncaught exceptions like every other error; Node would print them with statements and values. An
 * unhandled rejection does not end the server. An uncaught exception does, because the state it left is unknown.
 */
export const logStrayErrors = (logger: Logger, process: NodeJS.Process): void => {
  process.on('unhandledRejection', (err) => logger.error({ err }, 'something failed that nobody waited for'))
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'an exception that nobody caught ends the server')
    process.exit(1)
  })
}
