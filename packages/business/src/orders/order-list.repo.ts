import type { OrderSort } from '@pantheon/contract'
import { and, type Builder, behind, contains, eq, gte, type Handle, inArray, inOrder, type Keyset, lt, lte, or, type SQL } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { StoredOrder } from './order.ts'
import type { NamedOrder, OrderRules } from './order-list.ts'

export interface OrderWindow extends SortedWindow {
  rules: OrderRules
  sort: OrderSort
}

const keysetOf = ({ tables: { orders } }: Builder, sort: OrderSort): Keyset => {
  const isDescending = sort === 'newest' || sort === 'amount_high'
  const columns = sort === 'newest' || sort === 'oldest' ? [orders.createdAt, orders.id] : [orders.currency, orders.totalMinor, orders.id]
  return { columns, isDescending }
}

const fits = ({ select, tables: { orders, users } }: Builder, rules: OrderRules): (SQL | undefined)[] => {
  const { status, category, productId, currency, buyer, placedFrom, placedBefore, minMinor, maxMinor } = rules
  const isBuyer = buyer === undefined ? undefined : or(contains(users.nameSearch, buyer), contains(users.emailSearch, buyer))
  const [only] = status ?? []
  return [
    // A single status is compared with `=`, so that its index returns the rows in order.
    status?.length === 1 && only ? eq(orders.status, only) : status && inArray(orders.status, status),
    category && eq(orders.category, category),
    productId === undefined ? undefined : eq(orders.productId, productId),
    currency && eq(orders.currency, currency),
    placedFrom && gte(orders.createdAt, placedFrom),
    placedBefore && lt(orders.createdAt, placedBefore),
    minMinor === undefined ? undefined : gte(orders.totalMinor, minMinor),
    maxMinor === undefined ? undefined : lte(orders.totalMinor, maxMinor),
    isBuyer && inArray(orders.userId, select({ id: users.id }).from(users).where(isBuyer)),
  ]
}

/** The list as SQL: matching orders of the scope. Without joins, because Postgres would sort before it applies the limit. */
export const buildOrderList = (b: Builder, scope: Scope, { rules, sort, after, limit }: OrderWindow) => {
  const { orders } = b.tables
  const keyset = keysetOf(b, sort)
  const own = scope.organizationId === null ? undefined : eq(orders.organizationId, scope.organizationId)
  return b
    .select()
    .from(orders)
    .where(and(own, ...fits(b, rules), behind(keyset, after)))
    .orderBy(...inOrder(keyset))
    .limit(limit)
}

/** Adds the names of who placed the orders, keeping their order. */
export const nameOrders = async (db: Handle, found: readonly StoredOrder[]): Promise<NamedOrder[]> => {
  const { users, organizations } = db.tables
  const distinct = (ids: string[]): string[] => [...new Set(ids)]
  const [people, organizationRows] = await Promise.all([
    db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(inArray(users.id, distinct(found.map(({ userId }) => userId)))),
    db
      .select({ id: organizations.id, name: organizations.name })
      .from(organizations)
      .where(inArray(organizations.id, distinct(found.map(({ organizationId }) => organizationId)))),
  ])
  const [personOf, organizationNameOf] = [new Map(people.map((person) => [person.id, person])), new Map(organizationRows.map(({ id, name }) => [id, name]))]
  return found.map((order) => {
    const { name = '', email = '' } = personOf.get(order.userId) ?? {}
    return { ...order, organization: organizationNameOf.get(order.organizationId) ?? '', buyerName: name, buyerEmail: email }
  })
}

/** Matching orders of the scope, with the names of who placed them, in the requested order. */
export const listNamedOrders = async (db: Handle, scope: Scope, window: OrderWindow): Promise<NamedOrder[]> =>
  nameOrders(db, await buildOrderList(db, scope, window))
