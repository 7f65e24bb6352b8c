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

/** The platform's catalogue: everyone reads what is on sale, `catalogue:manage` sees and changes everything. */
export interface Catalogue {
  /** Products in the order that is asked for; anything but active ones only for those who manage the catalogue. */
  list(actor: Actor | null, input: ListProducts): Promise<Page<Product>>
  get(actor: Actor | null, id: string): Promise<Product>
  create(actor: Actor, input: CreateProduct): Promise<Product>
  /** Changes what is given. */
  update(actor: Actor, input: UpdateProduct): Promise<Product>
  /** Takes a product off the shelf. Its orders stay; nobody can order it any more. */
  archive(actor: Actor, input: ArchiveProduct): Promise<Product>
  /** Brings an archived product back, as a draft or on sale. */
  restore(actor: Actor, input: RestoreProduct): Promise<Product>
  moveMany(actor: Actor, input: MoveProducts): Promise<MovedProducts>
  /** Gives a product a picture. Fails with `image.too_large`, `image.not_a_picture`, as the store of files does, and as a change does. */
  setImage(actor: Actor, input: SetProductImage): Promise<Product>
  removeImage(actor: Actor, input: RemoveProductImage): Promise<Product>
  /** Imports a file of products in one transaction, or only says what that would do. Fails with `product.file_too_large` and `product.sku_taken`. */
  importFile(actor: Actor, input: ImportProducts): Promise<ImportReport>
  /** Every product that fits, newest first, as a file that an import takes back. */
  exportFile(actor: Actor, input: ExportProducts): Promise<ExportedFile>
  /** Deletes a product that was never ordered; archives any other. */
  remove(actor: Actor, id: string): Promise<RemovedProduct>
}
