import type { Currency } from '@pantheon/contract'
import { count, type Handle, inArray, sql, sum } from '@pantheon/db'
import type { OldTable } from './old-shape.ts'
import type { NewRows } from './taken.ts'

/** Rows per INSERT: SQLite limits the number of variables. */
const rowsPerInsert = 100

const tableOf = ({ tables }: Handle, old: OldTable) =>
  ({ users: tables.users, products: tables.products, orders: tables.orders, ai_jobs: tables.aiJobs, payments: tables.payments, approvals: tables.approvals })[
    old
  ]

/** The ids that exist in the target already. */
export const findImported = async (db: Handle, old: OldTable, ids: string[]): Promise<Set<string>> => {
  const table = tableOf(db, old)
  const rows = await db.select({ id: table.id }).from(table).where(inArray(table.id, ids))
  return new Set(rows.map(({ id }) => id))
}

/** The accounts that have one of these e-mail addresses, by address. */
export const findEmails = async (db: Handle, emails: string[]): Promise<Map<string, string>> => {
  const { users } = db.tables
  const rows = await db.select({ email: users.email, id: users.id }).from(users).where(inArray(users.email, emails))
  return new Map(rows.map(({ email, id }) => [email, id]))
}

const parents = ['users', 'organizations', 'memberships', 'products', 'orders', 'aiJobs', 'courses', 'payments', 'refunds', 'approvals'] as const

/** Inserts the imported rows without emitting events: they are history and must start no work. */
export const insertImported = async (tx: Handle, all: readonly NewRows[]): Promise<void> => {
  const { tables } = tx
  for (let from = 0; from < all.length; from += rowsPerInsert) {
    const some = all.slice(from, from + rowsPerInsert)
    for (const name of parents) {
      const rows = some.flatMap((each) => each[name] ?? [])
      // Each name selects the rows of its own table, which the compiler cannot infer for a variable.
      if (rows.length > 0) await tx.insert(tables[name] as typeof tables.users).values(rows as (typeof tables.users.$inferInsert)[])
    }
    const entries = some.flatMap((each) => each.approvalEntries ?? [])
    if (entries.length > 0) await tx.insert(tables.approvalEntries).values(entries)
  }
}

/** The number of rows and their sum, by status and currency. */
export interface Total {
  status: string
  currency: Currency | null
  n: number
  minor: number
}

/** The totals of the target rows with these ids, by currency and status. */
export const totalsOf = async (db: Handle, old: OldTable, ids: string[]): Promise<Total[]> => {
  const { users, products, orders, aiJobs, payments, approvals } = db.tables
  const total = (column: Parameters<typeof sum>[0]) => sql<number>`coalesce(${sum(column)}, 0)`.mapWith(Number)
  const money = async (table: typeof products | typeof orders | typeof payments | typeof approvals, column: Parameters<typeof sum>[0]): Promise<Total[]> =>
    db
      .select({ status: sql<string>`${table.status}`, currency: sql<Currency>`${table.currency}`, n: count(), minor: total(column) })
      .from(table)
      .where(inArray(table.id, ids))
      .groupBy(table.status, table.currency)
  const plain = (rows: { status: string; n: number }[]): Total[] => rows.map((row) => ({ ...row, currency: null, minor: 0 }))
  switch (old) {
    case 'users':
      return plain(await db.select({ status: users.role, n: count() }).from(users).where(inArray(users.id, ids)).groupBy(users.role))
    case 'ai_jobs':
      return plain(await db.select({ status: aiJobs.status, n: count() }).from(aiJobs).where(inArray(aiJobs.id, ids)).groupBy(aiJobs.status))
    case 'products':
      return money(products, products.priceMinor)
    case 'orders':
      return money(orders, orders.totalMinor)
    case 'payments':
      return money(payments, payments.amountMinor)
    case 'approvals':
      return money(approvals, approvals.amountMinor)
  }
}
