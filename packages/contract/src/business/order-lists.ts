import { z } from 'zod'
import { Amount, Currency } from '../money.ts'
import { SearchText } from '../plain-text.ts'
import { Id, InstantInput, PageRequest, pageOf } from '../primitives.ts'
import { ProductCategory } from './catalogue.ts'
import { Order, OrderStatus, orderStatuses } from './orders.ts'

/** In which order orders are listed. By amount means: by currency, and within a currency by amount; amounts of two currencies do not compare. */
export const orderSorts = ['newest', 'oldest', 'amount_high', 'amount_low'] as const
export const OrderSort = z.enum(orderSorts)
export type OrderSort = z.infer<typeof OrderSort>

/** One state or several: a list, or as an address says it, `paid,failed` or given more than once. */
const SomeStatuses = z
  .union([OrderStatus, z.string().max(200), z.array(z.string().max(200)).max(orderStatuses.length)])
  .transform((given) => [given].flat().join(',').split(','))
  .pipe(z.array(OrderStatus).max(orderStatuses.length))
  .meta({ description: 'One state, or several: with commas between them (`paid,failed`), or given more than once' })

/** What a list of orders can be narrowed to. */
const filterFields = {
  status: SomeStatuses.optional(),
  category: ProductCategory.optional(),
  productId: Id.optional(),
  buyer: SearchText(100, 1).optional().meta({ description: 'A part of the name or e-mail of who placed it' }),
  currency: Currency.optional(),
  placedFrom: InstantInput.optional().meta({ description: 'Placed at this moment or after it' }),
  placedBefore: InstantInput.optional().meta({ description: 'Placed before this moment' }),
  minAmount: Amount.optional().meta({ description: 'The least total, in `currency`, which it needs' }),
  maxAmount: Amount.optional().meta({ description: 'The largest total, in `currency`, which it needs' }),
}
export const OrderFilter = z.object({ ...filterFields, sort: OrderSort.default('newest') })
export type OrderFilter = z.infer<typeof OrderFilter>

export const ListOrders = PageRequest.extend(OrderFilter.shape)
export type ListOrders = z.infer<typeof ListOrders>

/** Who placed an order, and for which organization. */
export const OrderBuyer = z.object({ name: z.string(), email: z.string(), organization: z.string() })
export type OrderBuyer = z.infer<typeof OrderBuyer>

export const ListedOrder = Order.extend({
  buyer: OrderBuyer.nullable().meta({ description: 'Who placed it; null for a reader who may not see members' }),
}).meta({ id: 'ListedOrder' })
export type ListedOrder = z.infer<typeof ListedOrder>
export const OrderPage = pageOf(ListedOrder)
