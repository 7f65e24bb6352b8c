import type { Currency } from '@pantheon/contract'
import type { Schema } from '@pantheon/db'
import type { OldTable } from './old-shape.ts'
import type { Decision, RowReader } from './read-row.ts'

type Insert<T extends keyof Schema> = Schema[T]['$inferInsert']

/** What one old row becomes here: rows of these tables, which are written together. */
export interface NewRows {
  users?: Insert<'users'>
  organizations?: Insert<'organizations'>
  memberships?: Insert<'memberships'>
  products?: Insert<'products'>
  orders?: Insert<'orders'>
  aiJobs?: Insert<'aiJobs'>
  courses?: Insert<'courses'>
  payments?: Insert<'payments'>
  refunds?: Insert<'refunds'>
  approvals?: Insert<'approvals'>
  approvalEntries?: Insert<'approvalEntries'>[]
}

/** An old row that can be taken. */
export interface Taken {
  id: string
  rows: NewRows
  /** What it is counted under when the totals are compared: its status (a person's role). */
  status: string
  /** The money it stands for. */
  currency: Currency | null
  minor: number
}

/** What every decision may need to know beside the row. */
export interface Circumstances {
  /** What money is in where the old database does not say. */
  currency: Currency
  /** When the import looks. */
  at: Date
}

/** Old rows that others belong to, by their old id. */
export type Parents<T extends Taken = Taken> = ReadonlyMap<string, Decision<T>>

const singular: Record<OldTable, string> = {
  users: 'user',
  products: 'product',
  orders: 'order',
  ai_jobs: 'job',
  payments: 'payment',
  approvals: 'approval',
}

/** The row that another belongs to. When it is not there, or cannot be taken itself, the reading ends with the reason. */
export const parentOf = <T extends Taken>(row: RowReader, table: OldTable, id: string | null, parents: Parents<T>): T => {
  const name = singular[table]
  if (id === null) return row.end(`it names no ${name}`)
  const parent = parents.get(id)
  if (!parent) return row.end(`${name} ${id} is not in the old database`)
  return 'taken' in parent ? parent.taken : row.end(`its ${name} ${id} cannot be taken`)
}
