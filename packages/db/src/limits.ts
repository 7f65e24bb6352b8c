/** Timeouts of the database, in milliseconds. Each has its own environment variable (packages/config). */
export interface DatabaseLimits {
  /** To open a new connection. */
  connectMs: number
  /** To get a connection from the pool, or on SQLite the write lock. */
  acquireMs: number
  /** To acquire a row lock or another lock. */
  lockMs: number
  /** For one statement. */
  statementMs: number
  /** How long a transaction may be idle before the database ends it. */
  idleInTransactionMs: number
}

export const defaultLimits: DatabaseLimits = {
  connectMs: 3000,
  acquireMs: 5000,
  lockMs: 2000,
  statementMs: 10_000,
  idleInTransactionMs: 10_000,
}
