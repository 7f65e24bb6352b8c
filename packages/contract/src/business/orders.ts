import { z } from 'zod'
import { CourseRequest } from '../agents/course.ts'
import { Entries } from '../entries.ts'
import { Currency } from '../money.ts'
import { CleanLine, CleanText, EntryName, Text } from '../plain-text.ts'
import { Id, Instant, Version } from '../primitives.ts'
import { ProductCategory, productCategories } from './catalogue.ts'

export const orderStatuses = [
  'pending',
  'awaiting_approval',
  'awaiting_payment',
  'paid',
  'in_progress',
  'fulfilled',
  'cancelled',
  'refunded',
  'failed',
] as const
export const OrderStatus = z.enum(orderStatuses)
export type OrderStatus = z.infer<typeof OrderStatus>

/** What a person needs to know to help: consulting, support, documents and search need a brief. */
export const Brief = z.object({ brief: Text(4000, 10) })
export type Brief = z.infer<typeof Brief>

/** The input that each product category needs. One schema for the form, the API and the agent. */
export const orderInputs = {
  ai_course_generation: CourseRequest,
  ai_document_generation: Brief,
  ai_search_service: Brief,
  business_consulting: Brief,
  technical_support: Brief,
} as const satisfies Record<ProductCategory, z.ZodType>

/**
 * Maximum quantity of an order. People's services can be ordered several times; generated content exists once per input, so a quantity
 * above one would be paid twice and delivered once.
 */
export const maxQuantities = {
  ai_course_generation: 1,
  ai_document_generation: 1,
  ai_search_service: 1,
  business_consulting: 100,
  technical_support: 100,
} as const satisfies Record<ProductCategory, number>

/** True when an order may have a quantity above one. */
export const isCounted = (category: ProductCategory): boolean => maxQuantities[category] > 1

/** The agent's input as stored with the order; its shape is `orderInputs[category]`. */
export const OrderInput = Entries(EntryName(CleanLine(60)), z.union([CleanText(4000), z.number(), z.boolean()]), 50)
export type OrderInput = z.infer<typeof OrderInput>

export const Order = z
  .object({
    id: Id,
    organizationId: Id,
    userId: Id,
    productId: Id,
    productName: z.string(),
    category: ProductCategory,
    quantity: z.int(),
    unitPrice: z.string(),
    totalAmount: z.string(),
    currency: Currency,
    status: OrderStatus,
    input: OrderInput,
    notes: z.string().nullable().meta({ description: 'What the buyer wants whoever reads the order to know' }),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
    completedAt: Instant.nullable(),
  })
  .meta({ id: 'Order' })
export type Order = z.infer<typeof Order>

/** What `completedAt` is the time of. A refund keeps the time of the delivery before it. */
export const completionOf = ({ status }: Pick<Order, 'status'>): 'delivered' | 'cancelled' => (status === 'cancelled' ? 'cancelled' : 'delivered')

export const PlaceOrder = z.object({
  productId: Id,
  quantity: z
    .int()
    .min(1)
    .max(Math.max(...Object.values(maxQuantities)))
    .default(1)
    .meta({ description: `More than 1 only of ${productCategories.filter(isCounted).join(' and ')}` }),
  input: OrderInput,
  notes: Text(2000).optional(),
  /** One of the currencies of the product; by default its main one. */
  currency: Currency.optional(),
  /** The version of the product that the buyer saw. The order is rejected when it has changed. */
  expectedVersion: Version.optional(),
})
export type PlaceOrder = z.infer<typeof PlaceOrder>

export const OrderRef = z.object({ id: Id })

export const MoveOrder = z.object({ id: Id, version: Version })
export type MoveOrder = z.infer<typeof MoveOrder>

/** A step of an order's history, read from the event log. */
export const TimelineEntry = z.object({
  seq: z.int(),
  name: z.string(),
  at: Instant,
  actorId: z.string().nullable(),
  actorName: z.string().nullable().meta({
    description: 'The person’s name as it is today, or the agent’s; null for the system, for somebody who has gone, and for a reader who may not see members',
  }),
  detail: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>
export const Timeline = z.object({
  items: z.array(TimelineEntry),
  hasEarlier: z.boolean().meta({ description: 'More happened before: the newest 500 events are answered, oldest first' }),
})
