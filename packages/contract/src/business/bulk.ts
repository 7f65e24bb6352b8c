import { z } from 'zod'
import { Id, Version } from '../primitives.ts'
import { ProductStatus } from './catalogue.ts'
import { OrderStatus } from './orders.ts'

/** Maximum number of items in one bulk call. */
export const maxBulkItems = 100

/** Items with the versions that the caller last read; duplicates count once. */
const Targets = z
  .array(z.object({ id: Id, version: Version }))
  .min(1)
  .max(maxBulkItems)

/** The result for one item: moved, already in that state, or not allowed, with the reason. */
const resultOf = <S extends z.ZodType>(status: S) =>
  z.object({
    id: Id,
    outcome: z.enum(['done', 'already', 'refused']),
    code: z.string().nullable().meta({ description: 'Why it was refused: a code of the error catalogue' }),
    reason: z.string().nullable().meta({ description: 'More of why, where the code has several reasons' }),
    status: status.nullable().meta({ description: 'The state it is in now, as far as that is known' }),
    version: Version.nullable().meta({ description: 'Its version now, as far as that is known' }),
  })

const answerOf = <S extends z.ZodType>(status: S) => z.object({ results: z.array(resultOf(status)), done: z.int(), already: z.int(), refused: z.int() })

/** Bulk transitions of orders for operators. */
export const MoveOrders = z.object({ orders: Targets })
export type MoveOrders = z.infer<typeof MoveOrders>
export const MovedOrders = answerOf(OrderStatus).meta({ id: 'MovedOrders' })
export type MovedOrders = z.infer<typeof MovedOrders>

/** `archive` takes products off sale, `restore` brings them back as drafts, `publish` puts them on sale from any other status. */
export const productMoves = ['archive', 'restore', 'publish'] as const
export const MoveProducts = z.object({ move: z.enum(productMoves), products: Targets })
export type MoveProducts = z.infer<typeof MoveProducts>
export const MovedProducts = answerOf(ProductStatus).meta({ id: 'MovedProducts' })
export type MovedProducts = z.infer<typeof MovedProducts>
