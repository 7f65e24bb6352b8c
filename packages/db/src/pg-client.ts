import { Socket } from 'node:net'
import { Client, type ClientConfig } from 'pg'
import type { DatabaseLimits } from './limits.ts'

/** How much longer than the database we wait for the end of a statement, so that the database times out first. */
const answerGraceMs = 1000
const keepAliveMs = 10_000

/**
 * The settings that the driver and our parsing rely on. A database, role or URL may set others: with `DateStyle = German` every instant
 * would be parsed wrong.
 */
const settings = '-c DateStyle=ISO -c IntervalStyle=postgres -c TimeZone=UTC -c bytea_output=hex -c standard_conforming_strings=on'

/** Connection settings for `url`, with the settings that our parsing relies on, and `more` options of the form `-c name=value`. */
export const addressOf = (url: string, more = ''): { connectionString: string; options: string } => {
  const [address = '', query = ''] = url.split('?', 2)
  const search = new URLSearchParams(query)
  const options = `${search.get('options') ?? ''} ${settings} ${more}`.trim()
  search.delete('options') // options in the URL would take precedence
  return { connectionString: search.size > 0 ? `${address}?${search}` : address, options }
}

/** The configuration of a connection with its limits: those that the database enforces, and those that the client enforces. */
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

/** A client that can be destroyed at once, and whose errors never end the process. */
export class CuttableClient extends Client {
  readonly #socket: Socket
  #isUsable = true

  constructor(config?: ClientConfig) {
    const socket = new Socket()
    super({ ...config, stream: () => socket })
    this.#socket = socket
    // pg removes its own listener while a connection is in use, and an error event without a listener ends the process.
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

  /** Destroys the socket without a protocol shutdown, which the other side may not receive. Pending queries reject. */
  cut(): void {
    this.#isUsable = false
    this.#socket.destroy()
  }
}

/** Runs one statement with its own timeout in milliseconds. When it takes longer, the connection is cut and the call rejects. */
export const queryWithin = async (client: CuttableClient, text: string, ms: number): Promise<void> => {
  const timer = setTimeout(() => client.cut(), ms)
  try {
    await client.query(text)
  } finally {
    clearTimeout(timer)
  }
}
