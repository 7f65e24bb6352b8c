import { newId } from '@pantheon/kernel'
import type { Client } from 'pg'

/** A table whose rows belong to organizations, and the column that says to which. */
export interface TenantTable {
  name: string
  owner: string
}

/** Found in the database itself, so that a table nobody thought of is found too. */
export const findTenantTables = async (client: Client): Promise<TenantTable[]> => {
  const { rows } = await client.query<TenantTable>(
    `select c.table_name as name, c.column_name as owner from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
       and (c.column_name = 'organization_id' or (c.table_name = 'organizations' and c.column_name = 'id')) order by 1`,
  )
  return rows
}

const values: Record<string, () => unknown> = {
  text: () => newId(new Date()),
  integer: () => 1,
  bigint: () => 1,
  boolean: () => true,
  jsonb: () => '{}',
  'timestamp with time zone': () => new Date(),
}

/** Columns that may be empty, but not all of them at once. */
const oneOf: Record<string, string[]> = { invoices: ['order_id', 'payment_id'], invoice_drafts: ['order_id', 'payment_id'] }

/** An INSERT of some row that belongs to the organization: every column that must be given, filled by its type. */
export const anyRow = async (client: Client, { name, owner }: TenantTable, organizationId: string): Promise<{ text: string; values: unknown[] }> => {
  const { rows } = await client.query<{ column: string; type: string }>(
    `select column_name as column, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and (column_name = $2 or column_name = any($3) or (is_nullable = 'NO' and column_default is null))`,
    [name, owner, oneOf[name] ?? []],
  )
  const given = rows.map(({ column, type }) => {
    const make = values[type]
    if (!make) throw new Error(`${name}.${column} is of type ${type}, for which any-row.ts has no value`)
    return column === owner ? organizationId : make()
  })
  const columns = rows.map(({ column }) => `"${column}"`).join(', ')
  return { text: `insert into ${name} (${columns}) values (${given.map((_, i) => `$${i + 1}`).join(', ')})`, values: given }
}
