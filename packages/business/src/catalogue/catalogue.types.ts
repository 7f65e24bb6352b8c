import type {
  ArchiveProduct,
  CreateProduct,
  ExportedFile,
  ExportProducts,
  ImportProducts,
  ImportReport,
  ListProducts,
  MovedProducts,
  MoveProducts,
  Page,
  Product,
  RemovedProduct,
  RemoveProductImage,
  RestoreProduct,
  SetProductImage,
  UpdateProduct,
} from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** The platform's catalogue: everyone reads active products, `catalogue:manage` reads and changes all of them. */
export interface Catalogue {
  /** Lists products in the requested order; other than active ones only with `catalogue:manage`. */
  list(actor: Actor | null, input: ListProducts): Promise<Page<Product>>
  get(actor: Actor | null, id: string): Promise<Product>
  create(actor: Actor, input: CreateProduct): Promise<Product>
  /** Changes the given fields. */
  update(actor: Actor, input: UpdateProduct): Promise<Product>
  /** Archives a product: its orders stay, and it can no longer be ordered. */
  archive(actor: Actor, input: ArchiveProduct): Promise<Product>
  /** Restores an archived product, as a draft or active. */
  restore(actor: Actor, input: RestoreProduct): Promise<Product>
  moveMany(actor: Actor, input: MoveProducts): Promise<MovedProducts>
  /** Sets a product's image. Fails with `image.too_large`, `image.not_a_picture`, as the file store does, and as a change does. */
  setImage(actor: Actor, input: SetProductImage): Promise<Product>
  removeImage(actor: Actor, input: RemoveProductImage): Promise<Product>
  /**
   * Imports a file of products in one transaction, or only reports what that would do. Fails with `product.file_too_large` and
   * `product.sku_taken`.
   */
  importFile(actor: Actor, input: ImportProducts): Promise<ImportReport>
  /** Exports every matching product, newest first, as a file that `importFile` accepts. */
  exportFile(actor: Actor, input: ExportProducts): Promise<ExportedFile>
  /** Deletes a product that was never ordered; archives any other. */
  remove(actor: Actor, id: string): Promise<RemovedProduct>
}
