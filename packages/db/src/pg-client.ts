import { Socket } from 'node:net'
import { Client, type ClientConfig } from 'pg'
import type { DatabaseLimits } from './limits.ts'

/** How much longer than the database we wait for the end of a statement: it should be the one that ends it. */
const answerGraceMs = 1000
const keepAliveMs = 10_000

/**
 * What the driver and we read values by. A database, a role or an address may say otherwise: with `DateStyle = German` every instant
 * would be read wrong.
 */
const settings = '-c DateStyle=ISO -c IntervalStyle=postgres -c TimeZone=UTC -c bytea_output=hex -c standard_conforming_strings=on'

/** How to connect to `url`, with what our reading of values relies on, and `more` options of the form `-c name=value`. */
export const addressOf = (url: string, more = ''): { connectionString: string; options: string } => {
  const [address = '', query = ''] = url.split('?', 2)
  const search = new URLSearchParams(query)
  const options = `${search.get('options') ?? ''} ${settings} ${more}`.trim()
  search.delete('options') // what stands in the address would win
  return { connectionString: search.size > 0 ? `${address}?${search}` : address, options }
}

/** A connection's settings with the limits in them: those that the database keeps, and those that we keep ourselves. */
export const limited = <C extends ClientConfig>(config: C, limits: DatabaseLimits): C => ({
  ...config,
  connectionTimeoutMillis: limits.connectMs,
  statement_timeout: limits.statementMs,
  lock_timeout: limits.lockMs,
  idle_in_transaction_session_timeout: limits.idleInTransactionMs,
  query_timeout: limits.statementMs + answerGraceMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: keepAliveMs,
})

/** A connection that can be cut, and that no error on it can end the process. */
export class CuttableClient extends Client {
  readonly #socket: Socket
  #isUsable = true

  constructor(config?: ClientConfig) {
    const socket = new Socket()
    super({ ...config, stream: () => socket })
    this.#socket = socket
    // pg takes its own listener off while a connection is in use, and an error without a listener ends the process.
    this.on('error', () => {
      this.#isUsable = false
    })
    this.on('end', () => {
      this.#isUsable = false
    })
  }

  /** False once the connection failed or was cut. */
  get isUsable(): boolean {
    return this.#isUsable
  }

  /** Ends the connection at once and without a word to the other side, which may not hear it. What was asked on it rejects. */
  cut(): void {
    this.#isUsable = false
    this.#socket.destroy()
  }
}

/** Runs one statement with a limit of its own, in milliseconds; the connection is cut when it takes longer. Rejects then. */
export const askWithin = async (client: CuttableClient, text: string, ms: number): Promise<void> => {
  const timer = setTimeout(() => client.cut(), ms)
  try {
    await client.query(text)
  } finally {
    clearTimeout(timer)
  }
}
