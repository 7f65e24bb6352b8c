import { cutText, type Order, orderAbout } from '@pantheon/contract'

const longestTitle = 120

/** What an order is about, short enough for the title of a page. */
export const orderPageTitle = (order: Pick<Order, 'input' | 'productName'>): string => cutText(orderAbout(order), longestTitle, '…')
