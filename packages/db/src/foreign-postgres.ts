import { Client } from 'pg'

/** A row of an external table, with every value in the text format of Postgres: decimals keep all their digits. */
export type ForeignRow = Readonly<Record<string, string | null>>

/** A snapshot of an external Postgres. */
export interface ForeignSnapshot {
  /** Reads rows; times are in UTC. Rejects for statements that write. */
  read(text: string, values?: readonly unknown[]): Promise<ForeignRow[]>
  close(): Promise<void>
}

const settings = `
  set timezone = 'UTC';
  set datestyle = 'ISO';
  set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0;
  begin transaction isolation level repeatable read read only`

/** Opens an external Postgres for reading, in one read-only transaction: all reads see the same snapshot. Rejects when it cannot be reached. */
export const openForeignPostgres = async (url: string): Promise<ForeignSnapshot> => {
  const client = new Client({ connectionString: url, application_name: 'pantheon-import', types: { getTypeParser: () => String } })
  client.on('error', () => {}) // a lost connection rejects the next read; it must not crash the process
  await client.connect()
  await client.query(settings)
  return {
    read: async (text, values = []) => (await client.query<ForeignRow>(text, [...values])).rows,
    close: () => client.end(),
  }
}
