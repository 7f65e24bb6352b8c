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

/** Orders: placing, reading, cancelling, and delivering what no agent does. */
export interface Orders {
  /** Orders of the scope that fit, in the order that was asked for. Fails with `input.invalid` and `auth.forbidden`. */
  list(actor: Actor, input: ListOrders): Promise<Page<ListedOrder>>
  /** The same orders in the same order as a CSV file; the first 50,000 when there are more, which the file's name says. Fails with `export.too_many` too. */
  exportFile(actor: Actor, input: OrderFilter): Promise<ExportedFile>
  /** Places an order at the price of now. It awaits payment, or first the approval that a rule asks for. `ignoresUnknown` leaves out of the agent's input what it does not know. */
  place(actor: Actor, request: PlaceOrder, options: { ignoresUnknown: boolean }): Promise<Order>
  /** One order, with who placed it for those who may see members. */
  get(actor: Actor, id: string): Promise<ListedOrder>
  /** Cancels an order that was not paid, and calls its payment off. Refused when the payment cannot be called off any more. */
  cancel(actor: Actor, input: MoveOrder): Promise<Order>
  /** A person delivered what no agent does (consulting, support): the order is fulfilled. */
  fulfil(actor: Actor, input: MoveOrder): Promise<Order>
  /** The newest of what happened to the order, oldest first, from the event log, and whether more came before. Who did it is told by name to those who may see members. */
  timeline(actor: Actor, id: string): Promise<{ items: TimelineEntry[]; hasEarlier: boolean }>
}

/** Many orders at once: each is decided on its own, by the rules that hold for it alone. Asked again, what is done stays done. */
export interface OrderMoves {
  cancelMany(actor: Actor, input: MoveOrders): Promise<MovedOrders>
  /** Marks what people deliver as delivered. What an agent delivers is fulfilled when its work is done. */
  fulfilMany(actor: Actor, input: MoveOrders): Promise<MovedOrders>
  /**
   * Asks for the work of failed orders again. The order moves when the work begins. `count` counts one more piece of work against a
   * limit and fails where that was one too many; the first was counted with the request.
   */
  retryMany(actor: Actor, input: MoveOrders, count: () => Promise<void>): Promise<MovedOrders>
}
