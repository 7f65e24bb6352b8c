import type { ListPayments, Page, Payment, PaymentMethods, PayOrder, Reconciliation, Refund, RefundOrder } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'
import type { z } from 'zod'

/** Taking money for orders. */
export interface Payments {
  /** Which provider is at work, and how it takes means. */
  methods(): z.infer<typeof PaymentMethods>
  /**
   * Pays an order. Resolves while the provider settles (`pending`) or while the buyer has to confirm at `actionUrl`
   * (`requires_action`); asked twice it is still one payment. Fails with `payment.declined` (402, the order stays payable),
   * `payment.unknown_test_card` or `payment.means_not_taken`.
   */
  pay(actor: Actor, request: PayOrder): Promise<Payment>
  /**
   * A page on which the buyer pays the order, in their language: the provider's own, or where a payment waits that was
   * begun otherwise. Asked again, the same page while it is open; the order's, when nothing is left to do.
   */
  checkout(actor: Actor, orderId: string): Promise<{ paymentId: string; url: string }>
  get(actor: Actor, id: string): Promise<Payment>
  list(actor: Actor, input: ListPayments): Promise<Page<Payment>>
}

/** Comparing our payments with the provider's. */
export interface Reconciler {
  /** Compares now. Rejects with `payment.provider_unreachable` when the provider cannot be asked; nothing is lost then. */
  reconcile(): Promise<Reconciliation>
  /** The latest comparisons, newest first. */
  list(limit: number): Promise<{ items: Reconciliation[] }>
}

/** Giving money back: at once, or where a rule wants that, once it is approved. */
export interface Refunds {
  /**
   * Gives back an amount of what was paid for an order, or all that is left of one payment. The answer is `awaiting_approval` where a rule
   * wants that, `pending` while the provider works; a whole refund stops the work. Fails with `refund.elsewhere`, `refund.too_much`, `refund.nothing_left`, `order.wrong_state`.
   */
  request(actor: Actor, input: RefundOrder): Promise<Refund>
  /** What was given back for an order, oldest first. */
  list(actor: Actor, orderId: string): Promise<{ items: Refund[] }>
}
