import type { Order } from './orders.ts'

/** What an order is about, in one line: its topic, or how its brief begins; the name of its product where it has neither. */
export const orderAbout = ({ input, productName }: Pick<Order, 'input' | 'productName'>): string =>
  String(input.topic ?? input.brief ?? '')
    .trim()
    .split('\n')[0] || productName
