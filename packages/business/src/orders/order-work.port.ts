import type { JobStatus, OrderJob } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** A job; `completedAt` is an ISO 8601 instant. */
export interface Work {
  readonly id: string
  readonly status: JobStatus
  readonly completedAt: string | null
}

/** The jobs of orders, owned by the agents package. */
export interface OrderWork {
  /** The newest job of an order. */
  latestOfOrder(actor: Actor, orderId: string): Promise<Work | undefined>
  /** The newest job of each of these orders, by order id, with one query. Orders without a job are missing. */
  latestOfOrders(actor: Actor, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderJob>>
  /** Retries a failed or cancelled job. Fails when its order is no longer owed. */
  retry(actor: Actor, workId: string): Promise<unknown>
}
