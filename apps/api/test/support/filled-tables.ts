import { type DescribedColumn, type DescribedTable, describedTables, type TestRow, type TestRows } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'

/** Who the rows are about. */
export interface MarkedPerson {
  userId: string
  organizationId: string
  email: string
  /** Stands in every text and in all JSON; in lower case, as keys of texts are. */
  marker: string
}

const past = new Date('2026-01-01T00:00:00.000Z')
const future = new Date('2099-01-01T00:00:00.000Z')

const paperOf = (marker: string): TestRow => ({
  kind: 'invoice',
  refund_id: null,
  tax_rate: '10',
  lines: [{ description: marker, quantity: 1, unitMinor: 1, totalMinor: 1 }],
  buyer: { organization: marker, name: marker, email: `${marker}@example.test` },
})

/** What a row has to say so that the database takes it and no worker of the server picks it up. */
const given = ({ userId, marker }: MarkedPerson): Readonly<Record<string, TestRow>> => ({
  mails: { sent_at: past },
  job_deliveries: { available_at: future, lease_until: future },
  ai_jobs: { status: 'cancelled' },
  orders: { quantity: 1, unit_price_minor: 1, total_minor: 1, status: 'cancelled', input: { brief: marker } },
  payments: { status: 'failed' },
  refunds: { status: 'settled', due_at: null },
  test_charges: { outcome: 'cancelled', delivered_at: past },
  subscriptions: { state: 'ended' },
  // A paper is for an order or for a subscription, and what it says is read when it is issued.
  invoices: { subscription_id: null, bill_id: null, ...paperOf(marker) },
  invoice_drafts: { order_id: null, payment_id: null, ...paperOf(marker) },
  tasks: { priority: 1 },
  approval_policies: { is_active: false, workflow: { stages: [{ name: marker, approvers: [{ kind: 'user', id: userId }] }] } },
  approvals: { status: 'rejected', stages: [{ name: marker, seats: [{ ownerId: userId, holderId: userId, vote: null }] }] },
  invitations: { status: 'declined' },
  chat_links: { chat_user_id: `${marker}-chat` },
  chat_link_codes: { chat_user_id: `${marker}-chat` },
  chat_messages: { next_try_at: null, recipient: 'person', recipient_id: `${marker}-chat` },
  audit_entries: { api_key: { id: marker, name: marker, prefix: marker } },
  // Before the first that a consumer reads.
  events: { seq: -1 },
  held_events: { state: 'parked' },
  event_consumers: { last_seq: 2 ** 40, lease_until: future },
  schedules: { next_run_at: future, lease_until: future },
})

const plain = (column: DescribedColumn, person: MarkedPerson): TestRow[string] => {
  if (column.type === 'text' && column.isKey) return newId(new Date())
  if (column.type === 'text') return column.name === 'email' || column.name === 'to' ? person.email : `${person.marker} ${newId(new Date())}`
  if (column.type === 'json') return { note: person.marker, userId: person.userId }
  if (column.type === 'date') return past
  return column.type === 'number' ? 1 : true
}

/** A row of every table about somebody, in every column of it; people and organizations are there already. */
export const rowsAbout = (person: MarkedPerson): TestRows => {
  const known = new Map([
    ['users', person.userId],
    ['organizations', person.organizationId],
  ])
  const cellOf = ({ name }: DescribedTable, column: DescribedColumn): TestRow[string] => {
    const own = given(person)[name]
    if (own && column.name in own) return own[column.name] ?? null
    if (column.references !== undefined) return known.get(column.references) ?? null
    return column.values?.[0] ?? plain(column, person)
  }
  const rowOf = (table: DescribedTable): TestRow => {
    const columns = table.columns.filter(({ isMade }) => !isMade)
    const row = Object.fromEntries(columns.map((column) => [column.name, cellOf(table, column)]))
    if (typeof row.id === 'string') known.set(table.name, row.id)
    return row
  }
  const tables = describedTables().filter(({ name }) => !known.has(name))
  const rows = Object.fromEntries(tables.map((table) => [table.name, [rowOf(table)]]))
  // One that they sent, beside the one to them.
  const sent = (rows.invitations ?? []).map((row) => ({ ...row, id: newId(new Date()), email: 'guest@example.test', secret_hash: 'sent' }))
  return { ...rows, invitations: [...(rows.invitations ?? []), ...sent] }
}
