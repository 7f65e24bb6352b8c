import type {
  ExportedFile,
  ListedOrder,
  ListOrders,
  MovedOrders,
  MoveOrder,
  MoveOrders,
  Order,
  OrderFilter,
  Page,
  PlaceOrder,
  TimelineEntry,
} from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Reads orders: one, by page, and as a file. */
export interface OrderLists {
  /** Lists matching orders of the scope in the requested order. Fails with `input.invalid` and `auth.forbidden`. */
  list(actor: Actor, input: ListOrders): Promise<Page<ListedOrder>>
  /**
   * The same orders in the same order as a CSV file, truncated to the first 50,000, which the file's name then says. Also fails
   * with `export.too_many`.
   */
  exportFile(actor: Actor, input: OrderFilter): Promise<ExportedFile>
  /** One order; who placed it is included with `member:read`, its payment with `payment:read`, its job with `job:read`. */
  get(actor: Actor, id: string): Promise<ListedOrder>
}

/** Orders: placing, reading, cancelling, and delivering what no agent delivers. */
export interface Orders extends OrderLists {
  /**
   * Places an order at the current price. It awaits payment, or first the approval that a rule requires. `ignoresUnknown` drops
   * unknown fields of the agent's input instead of rejecting them.
   */
  place(actor: Actor, request: PlaceOrder, options: { ignoresUnknown: boolean }): Promise<Order>
  /** Cancels an unpaid order and its payment. Refused when the payment can no longer be cancelled. */
  cancel(actor: Actor, input: MoveOrder): Promise<Order>
  /** Marks an order that no agent delivers (consulting, support) as fulfilled. */
  fulfil(actor: Actor, input: MoveOrder): Promise<Order>
  /** The newest events of the order, oldest first, and whether there are earlier ones. Actors are named only with `member:read`. */
  timeline(actor: Actor, id: string): Promise<{ items: TimelineEntry[]; hasEarlier: boolean }>
}

/**
 * Bulk moves of orders: each is decided on its own, by the same rules as a single one. Repeating a request is safe: orders
 * already moved stay as they are.
 */
export interface OrderMoves {
  cancelMany(actor: Actor, input: MoveOrders): Promise<MovedOrders>
  /** Marks orders that people deliver as delivered. An order that an agent delivers is fulfilled when its job is done. */
  fulfilMany(actor: Actor, input: MoveOrders): Promise<MovedOrders>
  /**
   * Retries the jobs of failed orders; an order changes when its job starts. `count` charges one more job to a rate limit and
   * fails when that is exceeded; the first was charged with the request.
   */
  retryMany(actor: Actor, input: MoveOrders, count: () => Promise<void>): Promise<MovedOrders>
}
