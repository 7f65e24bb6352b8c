import { z } from 'zod'
import { JobStatus } from '../agents/jobs.ts'
import { Amount, Currency } from '../money.ts'
import { SearchText } from '../plain-text.ts'
import { Id, InstantInput, PageRequest, pageOf } from '../primitives.ts'
import { ProductCategory } from './catalogue.ts'
import { Order, OrderStatus, orderStatuses } from './orders.ts'
import { PaymentStatus } from './payments.ts'

/** Sort orders of orders. By amount: by currency, then amount, because amounts of different currencies do not compare. */
export const orderSorts = ['newest', 'oldest', 'amount_high', 'amount_low'] as const
export const OrderSort = z.enum(orderSorts)
export type OrderSort = z.infer<typeof OrderSort>

/** One or several statuses: an array, or as a query parameter, `paid,failed` or repeated. */
const SomeStatuses = z
  .union([OrderStatus, z.string().max(200), z.array(z.string().max(200)).max(orderStatuses.length)])
  .transform((given) => [given].flat().join(',').split(','))
  .pipe(z.array(OrderStatus).max(orderStatuses.length))
  .meta({ description: 'One state, or several: with commas between them (`paid,failed`), or given more than once' })

/** Filters of order lists. */
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

/** The person who placed an order, and their organization. */
export const OrderBuyer = z.object({ name: z.string(), email: z.string(), organization: z.string() })
export type OrderBuyer = z.infer<typeof OrderBuyer>

/** The payment shown with an order. */
export const OrderPayment = z.object({ id: Id, status: PaymentStatus, method: z.string() })
export type OrderPayment = z.infer<typeof OrderPayment>

/** The job shown with an order. */
export const OrderJob = z.object({ id: Id, status: JobStatus, progress: z.int().min(0).max(100) })
export type OrderJob = z.infer<typeof OrderJob>

export const ListedOrder = Order.extend({
  buyer: OrderBuyer.nullable().meta({ description: 'Who placed it; null for a reader who may not see members' }),
  payment: OrderPayment.nullable().meta({
    description: 'Its latest payment that succeeded, else its latest attempt; null without one, and for a reader who may not see payments',
  }),
  refundable: z
    .string()
    .nullable()
    .meta({ description: 'What a refund can return now, in its currency; null when nothing is left, and for a reader who may not see payments' }),
  job: OrderJob.nullable().meta({ description: 'Its latest job; null without one, and for a reader who may not see jobs' }),
  isByHand: z.boolean().meta({ description: 'Whether it is paid and waits for a person to deliver it, because no agent does' }),
}).meta({ id: 'ListedOrder' })
export type ListedOrder = z.infer<typeof ListedOrder>
export const OrderPage = pageOf(ListedOrder)
