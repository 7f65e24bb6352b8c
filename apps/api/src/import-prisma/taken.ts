import type { Currency } from '@pantheon/contract'
import type { Schema } from '@pantheon/db'
import type { OldTable } from './old-shape.ts'
import type { Decision, RowReader } from './read-row.ts'

type Insert<T extends keyof Schema> = Schema[T]['$inferInsert']

/** The new rows of one old row, by table, inserted together. */
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

/** An old row that can be imported. */
export interface Taken {
  id: string
  rows: NewRows
  /** The status by which totals are compared (for users their role). */
  status: string
  /** The currency of `minor`. */
  currency: Currency | null
  minor: number
}

/** Settings of the import that every conversion may use. */
export interface Circumstances {
  /** The currency of amounts without one in the old database. */
  currency: Currency
  /** The time of the import. */
  at: Date
}

/** Decisions about parent rows, by their old id. */
export type Parents<T extends Taken = Taken> = ReadonlyMap<string, Decision<T>>

const singular: Record<OldTable, string> = {
  users: 'user',
  products: 'product',
  orders: 'order',
  ai_jobs: 'job',
  payments: 'payment',
  approvals: 'approval',
}

/** The parent of a row. If it is missing or cannot be imported itself, reading the row stops with that reason. */
export const parentOf = <T extends Taken>(row: RowReader, table: OldTable, id: string | null, parents: Parents<T>): T => {
  const name = singular[table]
  if (id === null) return row.end(`it names no ${name}`)
  const parent = parents.get(id)
  if (!parent) return row.end(`${name} ${id} is not in the old database`)
  return 'taken' in parent ? parent.taken : row.end(`its ${name} ${id} cannot be taken`)
}
