import { type OrderStatus, orderStatuses } from '@pantheon/contract'
import { and, count, desc, eq, gte, type Handle, lockRows, type Row, sql, statement } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { StoredOrder } from './order.ts'

const hold = sql.placeholder

/** `completedAt` is left out: a new order has none, and drizzle's placeholders cannot carry a null date. */
const insert = statement<{ [K in Exclude<keyof Row<'orders'>, 'completedAt'>]: Row<'orders'>[K] }>()('orders.insert', ({ insert: into, tables: { orders } }) =>
  into(orders).values({
    id: hold('id'),
    organizationId: hold('organizationId'),
    userId: hold('userId'),
    productId: hold('productId'),
    productName: hold('productName'),
    category: hold('category'),
    quantity: hold('quantity'),
    unitPriceMinor: hold('unitPriceMinor'),
    totalMinor: hold('totalMinor'),
    currency: hold('currency'),
    status: hold('status'),
    input: hold('input'),
    notes: hold('notes'),
    version: hold('version'),
    createdAt: hold('createdAt'),
    updatedAt: hold('updatedAt'),
  }),
)
const byId = statement<{ id: string }>()('orders.byId', ({ select, tables: { orders } }) =>
  select()
    .from(orders)
    .where(eq(orders.id, hold('id'))),
)
const byIdWithin = statement<{ id: string; organizationId: string }>()('orders.byIdWithin', ({ select, tables: { orders } }) =>
  select()
    .from(orders)
    .where(and(eq(orders.id, hold('id')), eq(orders.organizationId, hold('organizationId')))),
)

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.orders.organizationId, scope.organizationId))

export const insertOrder = async (tx: Handle, order: StoredOrder): Promise<void> => {
  await tx.run(insert, order as Row<'orders'>)
}

export const findOrder = async (db: Handle, scope: Scope, id: string): Promise<StoredOrder | undefined> =>
  (scope.organizationId === null ? await db.run(byId, { id }) : await db.run(byIdWithin, { id, organizationId: scope.organizationId }))[0]

/** The order, locked until the transaction ends. */
export const lockOrder = async (tx: Handle, scope: Scope, id: string): Promise<StoredOrder | undefined> => {
  const { orders } = tx.tables
  return (
    await lockRows(
      tx,
      tx
        .select()
        .from(orders)
        .where(and(eq(orders.id, id), within(tx, scope))),
    )
  )[0]
}

export const saveOrder = async (tx: Handle, order: StoredOrder): Promise<void> => {
  const { status, version, updatedAt, completedAt } = order
  await tx.update(tx.tables.orders).set({ status, version, updatedAt, completedAt }).where(eq(tx.tables.orders.id, order.id))
}

/** Orders of the scope, newest first. */
export const listOrders = (db: Handle, scope: Scope, { limit }: { limit: number }): Promise<StoredOrder[]> => {
  const { orders } = db.tables
  return db.select().from(orders).where(within(db, scope)).orderBy(desc(orders.createdAt), desc(orders.id)).limit(limit)
}

/** Number of orders of the scope by status, and of those placed since `from`. */
export const countOrders = async (db: Handle, scope: Scope, from: Date): Promise<{ byStatus: Record<OrderStatus, number>; since: number }> => {
  const { orders } = db.tables
  const rows = await db.select({ status: orders.status, n: count() }).from(orders).where(within(db, scope)).groupBy(orders.status)
  const byStatus = Object.fromEntries(orderStatuses.map((status) => [status, rows.find((row) => row.status === status)?.n ?? 0])) as Record<OrderStatus, number>
  return { byStatus, since: await db.$count(orders, and(within(db, scope), gte(orders.createdAt, from))) }
}
