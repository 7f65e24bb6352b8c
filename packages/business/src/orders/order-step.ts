import type { EventData, EventName } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import { type Actor, actorFields } from '@pantheon/kernel'
import type { StoredOrder } from './order.ts'
import { saveOrder } from './orders.repo.ts'

/** Names of the events that orders emit. */
export type OrderStepName = Extract<
  EventName,
  'order.approved' | 'order.paid' | 'order.started' | 'order.fulfilled' | 'order.failed' | 'order.cancelled' | 'order.refunded'
>

export interface OrderStep {
  before: StoredOrder
  after: StoredOrder
  /** Null when neither a user nor an agent caused it. */
  actor: Actor | null
}

/** The payload of an order's event. */
const dataOf = (name: OrderStepName, { id: orderId, userId, category, input }: StoredOrder): EventData<OrderStepName> =>
  name === 'order.paid' ? { orderId, userId, category, input } : { orderId }

/** Saves an order after a step and emits its event. The event belongs to the order's organization, whoever the actor is. */
export const saveAndEmit = async (tx: Tx, name: OrderStepName, { before, after, actor }: OrderStep): Promise<void> => {
  await saveOrder(tx, after)
  const { organizationId } = after
  tx.emit(name, { ...(actor ? actorFields(actor) : { actorId: null }), organizationId, data: dataOf(name, after) as never, before, after })
}
