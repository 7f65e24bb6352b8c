import { z } from 'zod'
import { Id, Version } from '../primitives.ts'
import { ProductStatus } from './catalogue.ts'
import { OrderStatus } from './orders.ts'

/** How many things one call takes a step with at most. */
export const mostAtOnce = 100

/** Things at the versions their reader last saw; one that is named twice counts once. */
const Targets = z
  .array(z.object({ id: Id, version: Version }))
  .min(1)
  .max(mostAtOnce)

/** What came of one of many: it took the step, had taken it before, or may not take it, and why. */
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

/** The steps an operator takes with many orders at once. */
export const MoveOrders = z.object({ orders: Targets })
export type MoveOrders = z.infer<typeof MoveOrders>
export const MovedOrders = answerOf(OrderStatus).meta({ id: 'MovedOrders' })
export type MovedOrders = z.infer<typeof MovedOrders>

/** Off the shelf; back from there as a draft; on sale, from wherever it is. */
export const productMoves = ['archive', 'restore', 'publish'] as const
export const MoveProducts = z.object({ move: z.enum(productMoves), products: Targets })
export type MoveProducts = z.infer<typeof MoveProducts>
export const MovedProducts = answerOf(ProductStatus).meta({ id: 'MovedProducts' })
export type MovedProducts = z.infer<typeof MovedProducts>
