import type { MovedProducts, MoveProducts, ProductStatus } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, fail, type Logger, orFail } from '@pantheon/kernel'
import { moveEach, type Target } from '../each.ts'
import type { Catalogue } from './catalogue.types.ts'
import { moveProduct, type StoredProduct } from './product.ts'
import { findProduct } from './products.repo.ts'

/** The target status of each move, and the statuses it may start from. */
const moves = {
  archive: { to: 'archived', from: ['draft', 'active'] },
  restore: { to: 'draft', from: ['archived'] },
  publish: { to: 'active', from: ['draft', 'archived'] },
} as const satisfies Record<MoveProducts['move'], { to: ProductStatus; from: readonly ProductStatus[] }>

export interface CatalogueMovesDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** Applies one change to a product at the version the caller last read. */
  change: (actor: Actor, target: Target, decide: (product: StoredProduct) => StoredProduct) => Promise<{ status: ProductStatus; version: number }>
}

/** Bulk moves of products: each is decided on its own. Repeating a request is safe: products already moved stay as they are. */
export const createCatalogueMoves = ({ db, clock, logger, change }: CatalogueMovesDeps): Pick<Catalogue, 'moveMany'> => ({
  moveMany: (actor: Actor, { move, products }: MoveProducts): Promise<MovedProducts> => {
    const { to, from }: { to: ProductStatus; from: readonly ProductStatus[] } = moves[move]
    const step = async (target: Target) => {
      const seen = orFail(await findProduct(db, target.id), 'product.not_found')
      if (seen.status === to) return { ...seen, isAlready: true }
      return change(actor, target, (product) =>
        from.includes(product.status) ? moveProduct(product, to, clock.now()) : fail('product.wrong_state', { status: product.status, wanted: to }),
      )
    }
    return moveEach(products, logger, step, { end: to })
  },
})
