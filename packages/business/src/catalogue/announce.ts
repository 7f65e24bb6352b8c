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

/** Emits the event for a change of a product. The catalogue has no organization, so the event goes to every organization. */
export const announce = (tx: Tx, actor: Actor, step: Step): void => {
  const productId = (step.after ?? step.before).id
  tx.emit(nameOf(step), { ...actorFields(actor), organizationId: null, data: { productId }, ...step })
}

/** Maps a unique violation to `product.sku_taken` and rethrows any other error. The database's constraint decides between concurrent writers. */
export const refuseTakenSku = (error: unknown): never => {
  if (isUniqueViolation(error)) return fail('product.sku_taken', {}, [{ path: 'sku', message: 'Another product has this SKU' }])
  throw error
}
