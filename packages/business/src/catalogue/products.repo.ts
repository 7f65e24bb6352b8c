import type { ProductCategory, ProductStatus } from '@pantheon/contract'
import {
  and,
  type Builder,
  behindParams,
  behindPlaceholder,
  desc,
  eq,
  type Handle,
  inArray,
  inOrder,
  isNotNull,
  type Keyset,
  lockRows,
  olderThan,
  or,
  sql,
  statement,
} from '@pantheon/db'
import type { SortedWindow } from '@pantheon/kernel'
import type { StoredProduct } from './product.ts'
import type { ListedProduct, ProductOrder } from './product-list.ts'
import { fitsSearch, type SearchWay, searchParams, searchWay, writeTexts } from './product-texts.repo.ts'
import type { SearchTerms } from './search-terms.ts'

/** The columns that are read: all but the generated sort columns. */
const columnsOf = ({ tables: { products } }: Builder) => ({
  id: products.id,
  sku: products.sku,
  name: products.name,
  description: products.description,
  priceMinor: products.priceMinor,
  currency: products.currency,
  otherPrices: products.otherPrices,
  category: products.category,
  status: products.status,
  image: products.image,
  version: products.version,
  createdAt: products.createdAt,
  updatedAt: products.updatedAt,
})

const byId = statement<{ id: string }>()('products.byId', (b) =>
  b
    .select(columnsOf(b))
    .from(b.tables.products)
    .where(eq(b.tables.products.id, sql.placeholder('id'))),
)

export const findProduct = async (db: Handle, id: string): Promise<StoredProduct | undefined> => (await db.run(byId, { id }))[0]

export const lockProduct = async (tx: Handle, id: string): Promise<StoredProduct | undefined> => {
  const { products } = tx.tables
  return (await lockRows(tx, tx.select(columnsOf(tx)).from(products).where(eq(products.id, id))))[0]
}

export interface ProductFilter extends SortedWindow {
  status: ProductStatus
  category: ProductCategory | undefined
  search: SearchTerms | undefined
  order: ProductOrder
}

type ListParams = {
  status: ProductStatus
  category?: ProductCategory
  match?: string
  pieces?: string
  limit: number
}
/** Which filters a list has, and its order. */
export interface Shape {
  hasCategory: boolean
  search: SearchWay | undefined
  isLaterPage: boolean
  order: ProductOrder
}

const backwards: ReadonlySet<ProductOrder> = new Set<ProductOrder>(['newest', 'updated_newest', 'name_za'])

/** Each order matches an index whose third column is the id. */
const keysetOf = ({ tables: { products } }: Builder, order: ProductOrder) => {
  const columns = {
    newest: products.createdAt,
    oldest: products.createdAt,
    updated_newest: products.updatedAt,
    updated_oldest: products.updatedAt,
    name_az: products.nameSort,
    name_za: products.nameSort,
    'price_low.USD': products.usdLow,
    'price_low.EUR': products.eurLow,
    'price_low.JPY': products.jpyLow,
    // The column holds the negated price, so that the highest price sorts first.
    'price_high.USD': products.usdHigh,
    'price_high.EUR': products.eurHigh,
    'price_high.JPY': products.jpyHigh,
  } as const satisfies Record<ProductOrder, unknown>
  return { columns: [columns[order], products.id], isDescending: backwards.has(order) } as const satisfies Keyset
}

/** The list as SQL. Its order matches the indexes on products, so that only the rows of the page are read. */
export const buildList = (b: Builder, { hasCategory, search, isLaterPage, order }: Shape) => {
  const { products } = b.tables
  const keyset = keysetOf(b, order)
  const rules = [eq(products.status, sql.placeholder('status'))]
  if (hasCategory) rules.push(eq(products.category, sql.placeholder('category')))
  if (search) rules.push(fitsSearch(b, search))
  if (isLaterPage) rules.push(behindPlaceholder(keyset))
  return b
    .select({ ...columnsOf(b), sortKey: keyset.columns[0] })
    .from(products)
    .where(and(...rules))
    .orderBy(...inOrder(keyset))
    .limit(sql.placeholder('limit'))
}

/** One prepared statement per combination of filters, created on first use. */
const makeList = (key: string, shape: Shape) => statement<ListParams>()(`products.list.${key}`, (b) => buildList(b, shape))
const lists = new Map<string, ReturnType<typeof makeList>>()
const listOf = (shape: Shape): ReturnType<typeof makeList> => {
  const key = `${shape.order}.${Number(shape.hasCategory)}${Number(shape.isLaterPage)}.${shape.search ?? 'all'}`
  const list = lists.get(key) ?? makeList(key, shape)
  lists.set(key, list)
  return list
}

/** Lists matching products in the requested order. */
export const listProducts = async (db: Handle, { status, category, search, order, after, limit }: ProductFilter): Promise<ListedProduct[]> => {
  if (search?.words.length === 0) return []
  const way = search && (await searchWay(db, search))
  return db.run(listOf({ hasCategory: category !== undefined, search: way, isLaterPage: after !== undefined, order }), {
    status,
    limit,
    ...(category !== undefined && { category }),
    ...(search && way && searchParams(db.dialect, way, search)),
    ...(after !== undefined && behindParams(keysetOf(db, order), after)),
  })
}

/** Rows per INSERT: SQLite limits the number of variables. */
const insertedAtOnce = 100

export const insertProducts = async (tx: Handle, products: readonly StoredProduct[]): Promise<void> => {
  for (let from = 0; from < products.length; from += insertedAtOnce) {
    const some = products.slice(from, from + insertedAtOnce)
    await tx.insert(tx.tables.products).values(some)
    await writeTexts(tx, some)
  }
}

/** Existing products with these ids or SKUs, locked. */
export const lockKnownProducts = async (tx: Handle, { ids, skus }: { ids: string[]; skus: string[] }) => {
  const { products } = tx.tables
  const rows: StoredProduct[] = await lockRows(
    tx,
    tx
      .select(columnsOf(tx))
      .from(products)
      .where(or(inArray(products.id, ids), inArray(products.sku, skus)))
      .orderBy(products.id),
  )
  const withSku = rows.flatMap((row): [string, StoredProduct][] => (row.sku === null ? [] : [[row.sku, row]]))
  return { byId: new Map(rows.map((row) => [row.id, row])), bySku: new Map(withSku) }
}

/** Products of any status that match, newest first. */
export const listAllProducts = (
  db: Handle,
  { status, category, after, limit }: { status: ProductStatus | undefined; category: ProductCategory | undefined } & SortedWindow,
): Promise<StoredProduct[]> => {
  const { products } = db.tables
  const rules = [status && eq(products.status, status), category && eq(products.category, category), olderThan(products, after)]
  return db
    .select(columnsOf(db))
    .from(products)
    .where(and(...rules))
    .orderBy(desc(products.createdAt), desc(products.id))
    .limit(limit)
}

/** File names of all products' images. */
export const findImageFiles = async (db: Handle): Promise<ReadonlySet<string>> => {
  const { products } = db.tables
  const rows = await db.select({ image: products.image }).from(products).where(isNotNull(products.image))
  return new Set(rows.flatMap(({ image }) => (image ? [image.file] : [])))
}

export const saveProduct = async (tx: Handle, product: StoredProduct): Promise<void> => {
  await tx.update(tx.tables.products).set(product).where(eq(tx.tables.products.id, product.id))
  await writeTexts(tx, [product])
}

/** Deletes the product and its search terms. */
export const deleteProduct = async (tx: Handle, id: string): Promise<void> => {
  await tx.delete(tx.tables.products).where(eq(tx.tables.products.id, id))
}

/** True when the product was ever ordered. */
export const hasOrders = async (tx: Handle, productId: string): Promise<boolean> => {
  const { orders } = tx.tables
  return (await tx.select({ id: orders.id }).from(orders).where(eq(orders.productId, productId)).limit(1)).length > 0
}
