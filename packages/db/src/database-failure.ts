import type { ErrorCode } from '@pantheon/contract'
import { Failure, failureOf } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import { DatabaseError } from 'pg'

/** SQLSTATEs that are about the server or its load, not about the statement (PostgreSQL, appendix A). */
const postgresCodes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^53100$/, 'storage.full'],
  [/^25006$/, 'storage.read_only'],
  // lock_not_available, query_canceled, too_many_connections, and deadlocks and serialization failures that persisted after retries
  [/^(55P03|57014|53300|40001|40P01)$/, 'server.busy'],
  // connection exceptions, insufficient resources, operator intervention, system errors, timeouts of idle transactions
  [/^(08|53|57|58|25P03|25P04)/, 'server.unavailable'],
]

const sqliteCodes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^SQLITE_FULL/, 'storage.full'],
  [/^SQLITE_READONLY/, 'storage.read_only'],
  [/^SQLITE_(BUSY|LOCKED)/, 'server.busy'],
  [/^SQLITE_(IOERR|CANTOPEN|NOMEM)/, 'server.unavailable'],
]

/** Error codes of the operating system for a failed connection. */
const networkCodes = new Set(
  'ECONNABORTED ECONNREFUSED ECONNRESET EAI_AGAIN EHOSTUNREACH EMFILE ENETDOWN ENETUNREACH ENOENT ENOTFOUND EPIPE ETIMEDOUT'.split(' '),
)
/** Messages of pg for a failed connection. pg gives these errors neither a class nor a code. */
const pgMessages = /^(Connection terminated|timeout (exceeded|expired)|Query read timeout|Client (has encountered|was closed)|Cannot use a pool after)/

const codeIn = (table: typeof postgresCodes, code = ''): ErrorCode | undefined => table.find(([pattern]) => pattern.test(code))?.[1]

const codeOf = (error: Error): ErrorCode | undefined => {
  if (error instanceof DatabaseError) return codeIn(postgresCodes, error.code)
  if (error instanceof BetterSqlite3.SqliteError) return codeIn(sqliteCodes, error.code)
  if (error instanceof AggregateError) return error.errors.some(isAboutConnection) ? 'server.unavailable' : undefined
  return isAboutConnection(error) ? 'server.unavailable' : undefined
}

/**
 * True for an error whose message may contain a statement or its values: drizzle's, PostgreSQL's and SQLite's. Checked by name, because a
 * bundle may contain a driver twice. Does not check its causes.
 */
export const isDatabaseError = (error: unknown): boolean =>
  error instanceof Error &&
  (['DrizzleQueryError', 'DrizzleError', 'SqliteError', 'DatabaseError'].includes(error.name) ||
    error.constructor.name === 'DatabaseError' ||
    'query' in error ||
    ('severity' in error && 'routine' in error))

/** True when the connection itself failed and cannot be used any more. */
export const isAboutConnection = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && networkCodes.has(String(error.code))) || (!('code' in error) && pgMessages.test(error.message)))

/** When a retry makes sense: disk space and write permissions do not come back within a second. */
const retryAfterSeconds = (code: ErrorCode): number => (code.startsWith('storage.') ? 10 : 1)

/** A failure of the database, with the driver's error as its cause. */
export const databaseFailure = (code: ErrorCode, cause: unknown): Failure => new Failure(code, { retryAfterSeconds: retryAfterSeconds(code) }, [], { cause })

/**
 * Maps a driver's error to a failure of the catalogue when the database was unavailable or overloaded. Returns any other error, such as a
 * constraint violation, unchanged.
 */
export const asDatabaseFailure = (error: unknown): unknown => {
  if (!(error instanceof Error) || failureOf(error)) return error
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = codeOf(cause)
    if (code) return databaseFailure(code, error)
  }
  return error
}

/** Maps any error of connecting to a failure: it is never the request's fault. */
export const asUnavailable = (error: unknown): Failure => {
  const failure = asDatabaseFailure(error)
  return failure instanceof Failure ? failure : databaseFailure('server.unavailable', error)
}
