import { Client } from 'pg'

/** A row of somebody else's table, every value as the text Postgres writes it: decimals keep all their digits. */
export type ForeignRow = Readonly<Record<string, string | null>>

/** A Postgres that is not ours, as it was at one moment. */
export interface ForeignSnapshot {
  /** Reads rows; times come in UTC. Rejects for anything that writes. */
  read(text: string, values?: readonly unknown[]): Promise<ForeignRow[]>
  close(): Promise<void>
}

const settings = `
  set timezone = 'UTC';
  set datestyle = 'ISO';
  set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0;
  begin transaction isolation level repeatable read read only`

/**
 * Opens a Postgres that is not ours to read from, in one read-only transaction: whatever is written there meanwhile,
 * every read sees the same moment. Rejects when it cannot be reached.
 */
export const openForeignPostgres = async (url: string): Promise<ForeignSnapshot> => {
  const client = new Client({ connectionString: url, application_name: 'pantheon-import', types: { getTypeParser: () => String } })
  client.on('error', () => {}) // a connection that dies rejects the next read; it must not crash the process
  await client.connect()
  await client.query(settings)
  return {
    read: async (text, values = []) => (await client.query<ForeignRow>(text, [...values])).rows,
    close: () => client.end(),
  }
}
