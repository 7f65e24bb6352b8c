import type { ExportedFile, ListedOrder, ListOrders, OrderFilter, Page } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, fail, type Position, pageBySort, type SortedWindow } from '@pantheon/kernel'
import { orderFile } from './order-file.ts'
import { listNamedOrders } from './order-list.repo.ts'
import { type NamedOrder, orderSortKeys, rulesOf, toListedOrder } from './order-list.ts'

const exportedAtOnce = 1000
const mostExported = 50_000

/** Who placed an order is something to know of a member. */
export const seesBuyers = ({ permissions }: Actor): boolean => permissions.has('member:read')

/** Lists of orders: page by page, and as a file. */
export const createOrderLists = ({ db, clock }: { db: Db; clock: Clock }) => {
  const rulesFor = (actor: Actor, input: OrderFilter) => {
    if (input.buyer !== undefined && !seesBuyers(actor)) fail('auth.forbidden', { permission: 'member:read' })
    return rulesOf(input)
  }

  return {
    /** Orders of the scope that fit, in the order that was asked for. Fails with `input.invalid` and `auth.forbidden`. */
    list: async (actor: Actor, input: ListOrders): Promise<Page<ListedOrder>> => {
      const { sort } = input
      const rules = rulesFor(actor, input)
      const read = (window: SortedWindow) => listNamedOrders(db.as(actor.scope), actor.scope, { rules, sort, ...window })
      return pageBySort(sort, orderSortKeys[sort], input, read, toListedOrder(seesBuyers(actor)))
    },

    /** The same orders in the same order as a CSV file; the first 50,000 when there are more. */
    exportFile: async (actor: Actor, input: OrderFilter): Promise<ExportedFile> => {
      const { sort } = input
      const rules = rulesFor(actor, input)
      const found: NamedOrder[] = []
      let after: Position | undefined
      do {
        const part = await listNamedOrders(db.as(actor.scope), actor.scope, { rules, sort, after, limit: exportedAtOnce })
        found.push(...part)
        const last = part.at(-1)
        after = last && part.length === exportedAtOnce ? orderSortKeys[sort].positionOf(last) : undefined
      } while (after && found.length < mostExported)
      const named = seesBuyers(actor) ? found : found.map((order) => ({ ...order, buyerName: '', buyerEmail: '' }))
      const fileName = `orders-${clock.now().toISOString().slice(0, 10)}.csv`
      return { fileName, mediaType: 'text/csv; charset=utf-8', base64: Buffer.from(orderFile(named)).toString('base64') }
    },
  }
}
