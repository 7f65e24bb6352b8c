import type { CreateProduct, ListProducts, Page, Product, RemovedProduct, UpdateProduct } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, fail, mintScope, newId, orFail, pageByTime } from '@pantheon/kernel'
import { editProduct, newProduct, toProduct } from './product.ts'
import { deleteProduct, findProduct, hasOrders, insertProduct, listProducts, lockProduct, saveProduct } from './products.repo.ts'

/** Whether a product was ever ordered is a question to every organization. */
const everywhere = mintScope(null)

/** The platform's catalogue: everyone reads what is on sale, `catalogue:manage` sees and changes everything. */
export const createCatalogue = ({ db, clock }: { db: Db; clock: Clock }) => {
  const mayManage = (actor: Actor | null): boolean => actor?.permissions.has('catalogue:manage') ?? false

  /** The catalogue belongs to nobody, so everybody hears of it. */
  const touching = (actor: Actor) => ({ ...by(actor), organizationId: null })

  return {
    /** Products newest first; anything but active ones only for those who manage the catalogue. */
    list: async (actor: Actor | null, input: ListProducts): Promise<Page<Product>> => {
      const status = input.status ?? 'active'
      if (status !== 'active' && !mayManage(actor)) fail('auth.forbidden', { permission: 'catalogue:manage' })
      return pageByTime(input, (window) => listProducts(db, { status, category: input.category, search: input.search || undefined, ...window }), toProduct)
    },

    get: async (actor: Actor | null, id: string): Promise<Product> => {
      const product = orFail(await findProduct(db, id), 'product.not_found')
      if (product.status === 'draft' && !mayManage(actor)) fail('product.not_found')
      return toProduct(product)
    },

    create: (actor: Actor, input: CreateProduct): Promise<Product> =>
      db.transaction(async (tx) => {
        const product = newProduct(input, newId(), clock.now())
        await insertProduct(tx, product)
        tx.emit('product.created', { ...touching(actor), data: { productId: product.id }, after: product })
        return toProduct(product)
      }),

    /** Changes what is given. Fails with `version.stale` and the current product when someone was faster. */
    update: (actor: Actor, input: UpdateProduct): Promise<Product> =>
      db.transaction(async (tx) => {
        const product = orFail(await lockProduct(tx, input.id), 'product.not_found')
        if (product.version !== input.version) fail('version.stale', { current: toProduct(product) })
        const edited = editProduct(product, input, clock.now())
        await saveProduct(tx, edited)
        const name = edited.status === 'archived' && product.status !== 'archived' ? 'product.archived' : 'product.updated'
        tx.emit(name, { ...touching(actor), data: { productId: product.id }, before: product, after: edited })
        return toProduct(edited)
      }),

    /** Deletes a product that was never ordered; archives any other. */
    remove: (actor: Actor, id: string): Promise<RemovedProduct> =>
      db.as(everywhere).transaction(async (tx) => {
        const product = orFail(await lockProduct(tx, id), 'product.not_found')
        const isKept = await hasOrders(tx, id)
        const after = isKept ? { ...product, status: 'archived' as const, version: product.version + 1, updatedAt: clock.now() } : undefined
        await (after ? saveProduct(tx, after) : deleteProduct(tx, id))
        tx.emit(isKept ? 'product.archived' : 'product.deleted', { ...touching(actor), data: { productId: id }, before: product, after })
        return { id, outcome: isKept ? 'archived' : 'deleted' }
      }),
  }
}
export type Catalogue = ReturnType<typeof createCatalogue>
