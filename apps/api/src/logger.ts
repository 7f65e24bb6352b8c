import pino, { type DestinationStream, type Logger } from 'pino'

/**
 * Structured logs, one JSON line each, without secrets: credentials are cut, and of an error only its kind,
 * message and stack are kept. A database error's message is dropped, because it holds the values of the statement.
 */
export const createLogger = (level: string, destination: DestinationStream = standardOutput()): Logger =>
  pino(
    {
      level,
      redact: ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie', 'card', '*.card', 'apiKey', '*.apiKey'],
      serializers: { err: describeError },
    },
    destination,
  )

// Lines go out together, a quarter of a second late at the most: no request waits for its line, and one write carries many.
const standardOutput = (): DestinationStream => pino.destination({ dest: 1, sync: false, minLength: 64 * 1024, maxWrite: 1024 * 1024, periodicFlush: 250 })

const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { message: String(error) }
  const isQuery = error.name === 'DrizzleQueryError' || 'query' in error
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  const code = 'code' in error ? { code: error.code } : {}
  const message = isQuery ? 'a statement failed' : error.message
  return { name: error.name, message, ...code, stack: isQuery ? undefined : error.stack, ...cause }
}
