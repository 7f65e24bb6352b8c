import { fieldErrorsOf, formatAmount, maxQuantities, type Order, type OrderInput, type OrderStatus, orderInputs, type PlaceOrder } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail, transitions } from '@pantheon/kernel'
import { priceIn, type StoredProduct } from '../catalogue/product.ts'

/** An order as stored: money in minor units, time as Date. */
export type StoredOrder = Row<'orders'>

/** The state machine of an order. */
export const orderStateMachine = transitions<OrderStatus>(
  {
    pending: ['awaiting_approval', 'awaiting_payment', 'cancelled'],
    awaiting_approval: ['awaiting_payment', 'cancelled'],
    awaiting_payment: ['paid', 'cancelled'],
    paid: ['in_progress', 'failed', 'refunded'],
    in_progress: ['fulfilled', 'failed', 'refunded'],
    failed: ['in_progress', 'refunded'],
    fulfilled: ['refunded'],
    cancelled: [],
    refunded: [],
  },
  'order.wrong_state',
)

/** Created once: zod compiles a schema on first use, which takes longer than the rest of placing an order. */
const knownInputs = {
  ai_course_generation: orderInputs.ai_course_generation.strict(),
  ai_document_generation: orderInputs.ai_document_generation.strict(),
  ai_search_service: orderInputs.ai_search_service.strict(),
  business_consulting: orderInputs.business_consulting.strict(),
  technical_support: orderInputs.technical_support.strict(),
} as const satisfies typeof orderInputs

/** Rejects fields that the category does not have; for URLs of the previous API version they are dropped instead. */
const parseInput = (category: StoredOrder['category'], input: OrderInput, ignoresUnknown: boolean): OrderInput => {
  const parsed = (ignoresUnknown ? orderInputs : knownInputs)[category].safeParse(input)
  if (parsed.success) return parsed.data
  return fail('order.input_invalid', { category }, fieldErrorsOf(parsed.error, 'input'))
}

/**
 * A new order at the current price, in the requested currency. Fails with `product.not_orderable`, with `version.stale` when
 * the buyer saw another version of the product, with `product.not_sold_in`, with `order.not_counted` for a quantity above one
 * of a product that is made once, and with `order.input_invalid` when the agent could not work with the input.
 */
export const placeOrder = (
  product: StoredProduct,
  request: PlaceOrder,
  by: { id: string; userId: string; organizationId: string; at: Date; ignoresUnknown: boolean; describe: (product: StoredProduct) => object },
): StoredOrder => {
  if (product.status !== 'active') fail('product.not_orderable', { status: product.status })
  if (request.expectedVersion !== undefined && request.expectedVersion !== product.version) fail('version.stale', { current: by.describe(product) })
  const { currency, minor: unitPriceMinor } = priceIn(product, request.currency)
  if (unitPriceMinor === 0) fail('product.not_orderable', { reason: 'no_price' })
  const most = maxQuantities[product.category]
  if (request.quantity > most)
    fail('order.not_counted', { category: product.category, most }, [{ path: 'quantity', code: 'too_large', message: `Must be ${most} or less.` }])
  const totalMinor = unitPriceMinor * request.quantity
  if (!Number.isSafeInteger(totalMinor)) fail('order.total_too_large')
  const placed: StoredOrder = {
    id: by.id,
    organizationId: by.organizationId,
    userId: by.userId,
    productId: product.id,
    productName: product.name,
    category: product.category,
    quantity: request.quantity,
    unitPriceMinor,
    totalMinor,
    currency,
    status: 'pending',
    input: parseInput(product.category, request.input, by.ignoresUnknown),
    notes: request.notes || null,
    version: 1,
    createdAt: by.at,
    updatedAt: by.at,
    completedAt: null,
  }
  return orderStateMachine.move(placed, 'awaiting_payment')
}

/** A newly placed order, held until it is approved. */
export const awaitApproval = (order: StoredOrder): StoredOrder => orderStateMachine.move({ ...order, status: 'pending' }, 'awaiting_approval')

/** The order in its next status: version incremented, `completedAt` set when nothing more is owed to the buyer. Fails with `order.wrong_state`. */
export const moveOrder = (order: StoredOrder, to: OrderStatus, at: Date): StoredOrder => ({
  ...orderStateMachine.move(order, to),
  version: order.version + 1,
  updatedAt: at,
  completedAt: to === 'fulfilled' || to === 'cancelled' ? at : order.completedAt,
})

/** Converts an order to its wire format, field by field, as `toProduct` does. */
export const toOrder = (order: StoredOrder): Order => ({
  id: order.id,
  organizationId: order.organizationId,
  userId: order.userId,
  productId: order.productId,
  productName: order.productName,
  category: order.category,
  quantity: order.quantity,
  unitPrice: formatAmount(order.unitPriceMinor, order.currency),
  totalAmount: formatAmount(order.totalMinor, order.currency),
  currency: order.currency,
  status: order.status,
  input: order.input,
  notes: order.notes,
  version: order.version,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
  completedAt: order.completedAt?.toISOString() ?? null,
})
