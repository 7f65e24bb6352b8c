import type { ListPayments, Page, Payment, PaymentMethods, PayOrder, Reconciliation, Refund, RefundOrder } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'
import type { z } from 'zod'

/** Payments of orders. */
export interface Payments {
  /** The active provider, and how it collects payment methods. */
  methods(): z.infer<typeof PaymentMethods>
  /**
   * Pays an order. Resolves while the provider processes it (`pending`) or while the buyer has to confirm at `actionUrl`
   * (`requires_action`). Idempotent. Fails with `payment.declined` (402, the order stays payable), `payment.unknown_test_card`
   * or `payment.means_not_taken`.
   */
  pay(actor: Actor, request: PayOrder): Promise<Payment>
  /**
   * A page on which the buyer pays the order, in their language: the provider's page, or the confirmation page of a payment
   * that was started otherwise. Returns the same page while it is open, and the order's page when nothing is left to pay.
   */
  checkout(actor: Actor, orderId: string): Promise<{ paymentId: string; url: string }>
  get(actor: Actor, id: string): Promise<Payment>
  list(actor: Actor, input: ListPayments): Promise<Page<Payment>>
}

/** Reconciles our payments with the provider's. */
export interface Reconciler {
  /** Reconciles now. Rejects with `payment.provider_unreachable` when the provider cannot be reached; safe to repeat. */
  reconcile(): Promise<Reconciliation>
  /** The latest reconciliations, newest first. */
  list(limit: number): Promise<{ items: Reconciliation[] }>
}

/** Refunds: at once, or after approval where a rule requires one. */
export interface Refunds {
  /**
   * Refunds an amount of what was paid for an order, or all that is left of one payment. The result is `awaiting_approval` where a rule
   * requires that, `pending` while the provider processes it; a full refund stops the order's job. Fails with `refund.elsewhere`, `refund.too_much`, `refund.nothing_left`, `order.wrong_state`.
   */
  request(actor: Actor, input: RefundOrder): Promise<Refund>
  /** Refunds of an order, oldest first. */
  list(actor: Actor, orderId: string): Promise<{ items: Refund[] }>
}
