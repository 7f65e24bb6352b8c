import type { ExportedFile, ListedOrder, ListOrders, OrderFilter, Page } from '@pantheon/contract'
import { type Db, inBatches } from '@pantheon/db'
import { type Actor, type Clock, type FairQueue, fail, orFail, pageBySort, type SortedWindow, yieldIfLong } from '@pantheon/kernel'
import { orderFileName, orderHeader, orderLines } from './order-file.ts'
import { listNamedOrders, nameOrders } from './order-list.repo.ts'
import { type NamedOrder, orderSortKeys, rulesOf, toListedOrder } from './order-list.ts'
import { findOrder } from './orders.repo.ts'
import type { Orders } from './orders.types.ts'

/** Orders read per query of an export: a few milliseconds of work. */
const exportedAtOnce = 250

/** Who placed an order is member data, so it needs `member:read`. */
export const seesBuyers = ({ permissions }: Actor): boolean => permissions.has('member:read')

export interface OrderListsDeps {
  db: Db
  clock: Clock
  /** Queue in which files are generated. */
  exports: Pick<FairQueue, 'run'>
  /** Maximum number of orders in a file. */
  exportLimit?: number
}

/** Reads orders: one, by page, and as a file. */
export const createOrderLists = ({ db, clock, exports, exportLimit = 50_000 }: OrderListsDeps): Pick<Orders, 'get' | 'list' | 'exportFile'> => {
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

  return {
    get: async (actor: Actor, id: string): Promise<ListedOrder> => {
      const mine = db.as(actor.scope)
      const order = orFail(await findOrder(mine, actor.scope, id), 'order.not_found')
      const [named] = await nameOrders(mine, [order])
      return toListedOrder(seesBuyers(actor))(orFail(named, 'order.not_found'))
    },

    list: async (actor: Actor, input: ListOrders): Promise<Page<ListedOrder>> => {
      const { sort } = input
      const rules = rulesFor(actor, input)
      const read = (window: SortedWindow) => listNamedOrders(db.as(actor.scope), actor.scope, { rules, sort, ...window })
      return pageBySort(sort, orderSortKeys[sort], input, read, toListedOrder(seesBuyers(actor)))
    },

    exportFile: (actor: Actor, input: OrderFilter): Promise<ExportedFile> =>
      exports.run({ owner: actor.organizationId, isUrgent: false }, () => write(actor, input)),
  }
}
