/** How long the server waits for its database, in milliseconds. Each has a variable of its own (packages/config). */
export interface DatabaseLimits {
  /** For a new connection to be made. */
  connectMs: number
  /** For a connection, or on SQLite for the turn to write. */
  acquireMs: number
  /** For a row, or whatever else another transaction holds. */
  lockMs: number
  /** For one statement. */
  statementMs: number
  /** A transaction may be idle for so long before the database ends it. */
  idleInTransactionMs: number
}

export const defaultLimits: DatabaseLimits = {
  connectMs: 3000,
  acquireMs: 5000,
  lockMs: 2000,
  statementMs: 10_000,
  idleInTransactionMs: 10_000,
}
