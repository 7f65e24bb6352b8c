import type { EventName } from '@pantheon/contract'
import { isUniqueViolation, type Tx } from '@pantheon/db'
import { type Actor, actorFields, fail } from '@pantheon/kernel'
import type { StoredProduct } from './product.ts'

type Step = { before?: StoredProduct; after: StoredProduct } | { before: StoredProduct; after?: undefined }

const nameOf = ({ before, after }: Step): Extract<EventName, `product.${string}`> => {
  if (!before) return 'product.created'
  if (!after) return 'product.deleted'
  if (before.status === after.status) return 'product.updated'
  if (after.status === 'archived') return 'product.archived'
  return before.status === 'archived' ? 'product.restored' : 'product.updated'
}

/** Says what happened to a product. The catalogue belongs to nobody, so everybody hears of it. */
export const announce = (tx: Tx, actor: Actor, step: Step): void => {
  const productId = (step.after ?? step.before).id
  tx.emit(nameOf(step), { ...actorFields(actor), organizationId: null, data: { productId }, ...step })
}

/** A SKU is taken by whoever writes it first: the database decides. */
export const refuseTakenSku = (error: unknown): never => {
  if (isUniqueViolation(error)) return fail('product.sku_taken', {}, [{ path: 'sku', message: 'Another product has this SKU' }])
  throw error
}
