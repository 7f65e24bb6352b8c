import type { ExportedFile, ListedOrder, ListOrders, OrderBuyer, OrderFilter, Page } from '@pantheon/contract'
import { type Db, inBatches } from '@pantheon/db'
import { type Actor, type Clock, type FairQueue, fail, orFail, pageBySort, type SortedWindow, yieldIfLong } from '@pantheon/kernel'
import { findPaymentsOfOrders } from '../payments/payments.repo.ts'
import { findRefundsOfOrders } from '../payments/refunds.repo.ts'
import type { StoredOrder } from './order.ts'
import { orderFileName, orderHeader, orderLines } from './order-file.ts'
import { buildOrderList, listNamedOrders, nameOrders } from './order-list.repo.ts'
import { isToBeDelivered, type NamedOrder, orderSortKeys, rulesOf, toListedOrder } from './order-list.ts'
import type { OrderWork } from './order-work.port.ts'
import { findOrder } from './orders.repo.ts'
import type { OrderLists } from './orders.types.ts'

/** Orders read per query of an export: a few milliseconds of work. */
const exportedAtOnce = 250

/** Who placed an order is member data, so it needs `member:read`. */
export const seesBuyers = ({ permissions }: Actor): boolean => permissions.has('member:read')

/** Payments and refunds, as `payments.list` and `orders.refunds` show them. */
const seesPayments = ({ permissions }: Actor): boolean => permissions.has('payment:read')
const seesJobs = ({ permissions }: Actor): boolean => permissions.has('job:read')

const buyerOf = ({ buyerName: name, buyerEmail: email, organization }: NamedOrder): OrderBuyer => ({ name, email, organization })

const byOrder = <T extends { orderId: string }>(rows: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.orderId, [...(groups.get(row.orderId) ?? []), row])
  return groups
}

export interface OrderListsDeps {
  db: Db
  clock: Clock
  work: Pick<OrderWork, 'latestOfOrders'>
  /** True for an order that an agent delivers rather than a person. */
  delivers: (order: Pick<StoredOrder, 'category' | 'input'>) => boolean
  /** Queue in which files are generated. */
  exports: Pick<FairQueue, 'run'>
  /** Maximum number of orders in a file. */
  exportLimit?: number
}

/** Reads orders: one, by page, and as a file. */
export const createOrderLists = ({ db, clock, work, delivers, exports, exportLimit = 50_000 }: OrderListsDeps): OrderLists => {
  const rulesFor = (actor: Actor, input: OrderFilter) => {
    if (input.buyer !== undefined && !seesBuyers(actor)) fail('auth.forbidden', { permission: 'member:read' })
    return rulesOf(input)
  }

  const write = async (actor: Actor, input: OrderFilter): Promise<ExportedFile> => {
    const { sort } = input
    const rules = rulesFor(actor, input)
    const named = seesBuyers(actor) ? (order: NamedOrder) => order : (order: NamedOrder) => ({ ...order, buyerName: '', buyerEmail: '' })
    const parts = [orderHeader()]
    const read = (last: NamedOrder | undefined, limit: number) =>
      listNamedOrders(db.as(actor.scope), actor.scope, { rules, sort, after: last && orderSortKeys[sort].positionOf(last), limit })
    let [count, isComplete] = [0, true]
    for await (const order of inBatches(exportedAtOnce, read)) {
      isComplete = count < exportLimit
      if (!isComplete) break
      parts.push(orderLines([named(order)]))
      count++
      await yieldIfLong()
    }
    const fileName = orderFileName(clock.now(), count, isComplete)
    return { fileName, mediaType: 'text/csv; charset=utf-8', base64: Buffer.from(parts.join('')).toString('base64') }
  }

  /** Adds what the actor may see of each order, with as many queries for a hundred orders as for one. */
  const describe = async (actor: Actor, orders: readonly StoredOrder[]): Promise<ListedOrder[]> => {
    const mine = db.as(actor.scope)
    const ids = orders.map(({ id }) => id)
    const [named, payments, refunds, jobs] = await Promise.all([
      seesBuyers(actor) ? nameOrders(mine, orders) : [],
      seesPayments(actor) ? findPaymentsOfOrders(mine, ids) : [],
      seesPayments(actor) ? findRefundsOfOrders(mine, ids) : [],
      seesJobs(actor) ? work.latestOfOrders(actor, ids) : undefined,
    ])
    const [paymentsOf, refundsOf] = [byOrder(payments), byOrder(refunds)]
    return orders.map((order, i) =>
      toListedOrder(order, {
        buyer: named[i] ? buyerOf(named[i]) : null,
        payments: paymentsOf.get(order.id) ?? [],
        refunds: refundsOf.get(order.id) ?? [],
        job: jobs?.get(order.id),
        isByHand: isToBeDelivered(order) && !delivers(order),
      }),
    )
  }

  return {
    get: async (actor: Actor, id: string): Promise<ListedOrder> => {
      const mine = db.as(actor.scope)
      const order = orFail(await findOrder(mine, actor.scope, id), 'order.not_found')
      const [described] = await describe(actor, [order])
      return orFail(described, 'order.not_found')
    },

    list: async (actor: Actor, input: ListOrders): Promise<Page<ListedOrder>> => {
      const { sort } = input
      const rules = rulesFor(actor, input)
      const read = async (window: SortedWindow) => buildOrderList(db.as(actor.scope), actor.scope, { rules, sort, ...window })
      const { items, nextCursor } = await pageBySort(sort, orderSortKeys[sort], input, read, (order) => order)
      return { items: await describe(actor, items), nextCursor }
    },

    exportFile: (actor: Actor, input: OrderFilter): Promise<ExportedFile> =>
      exports.run({ owner: actor.organizationId, isUrgent: false }, () => write(actor, input)),
  }
}
