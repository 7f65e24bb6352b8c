import type { Order } from '@pantheon/contract'
import type { Translate } from '../../i18n.ts'

/** The short end of an id: its beginning is a date, and the same for everything of one minute. */
export const shortId = (id: string): string => id.slice(-6)

const topicOf = ({ input }: Order): string | undefined => (typeof input.topic === 'string' ? input.topic : undefined)

/** What tells an order from others of the same product: its topic, or the end of its id where it has none. */
export const orderSubject = (order: Order): string => topicOf(order) ?? shortId(order.id)

/** An order in a sentence. */
export const orderTitle = (order: Order, t: Translate): string => {
  const topic = topicOf(order)
  return topic === undefined ? `${order.productName} ${shortId(order.id)}` : t('event.order.about', { product: order.productName, topic })
}
