import {
  type ArchiveProduct,
  type CreateProduct,
  Id,
  type ListProducts,
  type Page,
  type Product,
  type RemovedProduct,
  type RestoreProduct,
  type UpdateProduct,
} from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, type Clock, type FairQueue, fail, newId, orFail, pageBySort, type SortedWindow, systemScope } from '@pantheon/kernel'
import { announce, refuseTakenSku } from './announce.ts'
import type { Catalogue } from './catalogue.types.ts'
import { createCatalogueFiles } from './catalogue-files.ts'
import { type CatalogueImages, type CatalogueImagesDeps, createCatalogueImages } from './catalogue-images.ts'
import { createCatalogueMoves } from './catalogue-moves.ts'
import { editProduct, moveProduct, newProduct, restoreProduct, type StoredProduct, toProduct } from './product.ts'
import { orderOf, productSortKey } from './product-list.ts'
import { findUnindexed, writeTexts } from './product-texts.repo.ts'
import {
  deleteProduct,
  findImageFiles,
  findProduct,
  hasOrders,
  insertProducts,
  listProducts,
  lockKnownProducts,
  lockProduct,
  saveProduct,
} from './products.repo.ts'
import { parseSearch } from './search-terms.ts'

/** Products indexed per transaction at most. */
const indexedAtOnce = 200

export interface CatalogueDeps extends Pick<CatalogueImagesDeps, 'logger' | 'files' | 'processImage'> {
  db: Db
  clock: Clock
  /** Queue in which files are generated. */
  exports: Pick<FairQueue, 'run'>
}

/** `Catalogue` plus methods for the rest of the server. */
export interface CatalogueInternals extends Catalogue, CatalogueImages {
  /** The product if it can be ordered. Accepts any text as id. */
  findOnSale(id: string): Promise<Product | undefined>
  /** Indexes products that were written before there was a search, or by an older edition of its tokenizer. */
  index(): Promise<void>
}

/** The platform's catalogue: everyone reads active products, `catalogue:manage` reads and changes all of them. */
export const createCatalogue = ({ db, clock, exports, ...images }: CatalogueDeps): CatalogueInternals => {
  const mayManage = (actor: Actor | null): boolean => actor?.permissions.has('catalogue:manage') ?? false

  const requireCurrent = (found: StoredProduct | undefined, version: number): StoredProduct => {
    const product = orFail(found, 'product.not_found')
    return product.version === version ? product : fail('version.stale', { current: toProduct(product) })
  }

  /**
   * Applies one change to a product at the version the caller last read. Fails with `version.stale` and the current product
   * after a concurrent change.
   */
  const change = (actor: Actor, input: { id: string; version: number }, decide: (product: StoredProduct) => StoredProduct): Promise<Product> =>
    db
      .transaction(async (tx) => {
        const before = requireCurrent(await lockProduct(tx, input.id), input.version)
        const after = decide(before)
        await saveProduct(tx, after)
        announce(tx, actor, { before, after })
        return toProduct(after)
      }, input.id)
      .catch(refuseTakenSku)

  const check = async ({ id, version }: { id: string; version: number }): Promise<void> => void requireCurrent(await findProduct(db, id), version)

  return {
    ...createCatalogueFiles({ db, clock, exports }),
    ...createCatalogueImages({ clock, check, change, named: () => findImageFiles(db), ...images }),
    ...createCatalogueMoves({ db, clock, logger: images.logger, change }),

    list: async (actor: Actor | null, input: ListProducts): Promise<Page<Product>> => {
      const status = input.status ?? 'active'
      if (status !== 'active' && !mayManage(actor)) fail('auth.forbidden', { permission: 'catalogue:manage' })
      const search = input.search ? parseSearch(input.search) : undefined
      const order = orderOf(input)
      const read = (window: SortedWindow) => listProducts(db, { status, category: input.category, search, order, ...window })
      return pageBySort(order, productSortKey(order), input, read, toProduct)
    },

    get: async (actor: Actor | null, id: string): Promise<Product> => {
      const product = orFail(await findProduct(db, id), 'product.not_found')
      if (product.status === 'draft' && !mayManage(actor)) fail('product.not_found')
      return toProduct(product)
    },

    findOnSale: async (id: string): Promise<Product | undefined> => {
      const product = Id.safeParse(id).success ? await findProduct(db, id) : undefined
      return product?.status === 'active' ? toProduct(product) : undefined
    },

    create: (actor: Actor, input: CreateProduct): Promise<Product> =>
      db
        .transaction(async (tx) => {
          const product = newProduct(input, newId(clock.now()), clock.now())
          await insertProducts(tx, [product])
          announce(tx, actor, { after: product })
          return toProduct(product)
        })
        .catch(refuseTakenSku),

    update: (actor: Actor, input: UpdateProduct): Promise<Product> => change(actor, input, (product) => editProduct(product, input, clock.now())),

    archive: (actor: Actor, input: ArchiveProduct): Promise<Product> => change(actor, input, (product) => moveProduct(product, 'archived', clock.now())),

    restore: (actor: Actor, input: RestoreProduct): Promise<Product> => change(actor, input, (product) => restoreProduct(product, input.status, clock.now())),

    remove: (actor: Actor, id: string): Promise<RemovedProduct> =>
      // The system scope, because orders of every organization count.
      db.as(systemScope).transaction(async (tx) => {
        const product = orFail(await lockProduct(tx, id), 'product.not_found')
        const isKept = await hasOrders(tx, id)
        const after = isKept ? { ...product, status: 'archived' as const, version: product.version + 1, updatedAt: clock.now() } : undefined
        await (after ? saveProduct(tx, after) : deleteProduct(tx, id))
        announce(tx, actor, after ? { before: product, after } : { before: product })
        return { id, outcome: isKept ? 'archived' : 'deleted' }
      }),

    index: async (): Promise<void> => {
      for (;;) {
        const products = await findUnindexed(db, indexedAtOnce)
        // Read again under lock: a product changed in the meantime must not get its old terms back.
        const reindex = async (tx: Tx) => writeTexts(tx, [...(await lockKnownProducts(tx, { ids: products.map(({ id }) => id), skus: [] })).byId.values()])
        if (products.length > 0) await db.transaction(reindex)
        if (products.length < indexedAtOnce) return
      }
    },
  }
}
