import { cutText } from '../text.ts'
import type { Order } from './orders.ts'

/** What an order is about, in one line: its topic, or the start of its brief; the product name when it has neither. */
export const orderAbout = ({ input, productName }: Pick<Order, 'input' | 'productName'>): string =>
  String(input.topic ?? input.brief ?? '')
    .trim()
    .split('\n')[0] || productName

const longestTitle = 120

/** What an order is about, cut to the length of a title: of a page, an approval or a message. */
export const orderTitle = (order: Pick<Order, 'input' | 'productName'>): string => cutText(orderAbout(order), longestTitle, '…')
