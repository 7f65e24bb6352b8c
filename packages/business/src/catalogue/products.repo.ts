import type { ProductCategory, ProductStatus } from '@pantheon/contract'
import { and, desc, eq, type Handle, lockRows, sql, statement } from '@pantheon/db'
import type { TimeWindow } from '@pantheon/kernel'
import type { StoredProduct } from './product.ts'

const byId = statement<{ id: string }>()('products.byId', ({ select, tables: { products } }) =>
  select()
    .from(products)
    .where(eq(products.id, sql.placeholder('id'))),
)

export const findProduct = async (db: Handle, id: string): Promise<StoredProduct | undefined> => (await db.run(byId, { id }))[0]

export const lockProduct = async (tx: Handle, id: string): Promise<StoredProduct | undefined> => {
  const { products } = tx.tables
  return (await lockRows(tx, tx.select().from(products).where(eq(products.id, id))))[0]
}

export interface ProductFilter extends TimeWindow {
  status: ProductStatus
  category: ProductCategory | undefined
  search: string | undefined
}

type ListParams = { status: ProductStatus; category?: ProductCategory; pattern?: string; afterAt?: Date; afterId?: string; limit: number }

/** One prepared statement per shape of filter, made the first time it is asked for. */
const makeList = (shape: { category: boolean; search: boolean; after: boolean }) =>
  statement<ListParams>()(`products.list.${Number(shape.category)}${Number(shape.search)}${Number(shape.after)}`, ({ select, tables: { products } }) => {
    const pattern = sql.placeholder('pattern')
    const rules = [eq(products.status, sql.placeholder('status'))]
    if (shape.category) rules.push(eq(products.category, sql.placeholder('category')))
    if (shape.search) rules.push(sql`(lower(${products.name}) like ${pattern} escape '\\' or lower(${products.description}) like ${pattern} escape '\\')`)
    if (shape.after) rules.push(sql`(${products.createdAt}, ${products.id}) < (${sql.placeholder('afterAt')}, ${sql.placeholder('afterId')})`)
    return select()
      .from(products)
      .where(and(...rules))
      .orderBy(desc(products.createdAt), desc(products.id))
      .limit(sql.placeholder('limit'))
  })
const lists = new Map<string, ReturnType<typeof makeList>>()
const listOf = (shape: Parameters<typeof makeList>[0]): ReturnType<typeof makeList> => {
  const key = `${shape.category}/${shape.search}/${shape.after}`
  const list = lists.get(key) ?? makeList(shape)
  lists.set(key, list)
  return list
}

/** Products that fit, newest first. */
export const listProducts = (db: Handle, { status, category, search, after, limit }: ProductFilter): Promise<StoredProduct[]> => {
  const list = listOf({ category: category !== undefined, search: search !== undefined, after: after !== undefined })
  return db.run(list, {
    status,
    limit,
    ...(category !== undefined && { category }),
    ...(search !== undefined && { pattern: `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%` }),
    ...(after !== undefined && { afterAt: new Date(after[0]), afterId: after[1] }),
  })
}

export const insertProduct = async (tx: Handle, product: StoredProduct): Promise<void> => {
  await tx.insert(tx.tables.products).values(product)
}

export const saveProduct = async (tx: Handle, product: StoredProduct): Promise<void> => {
  await tx.update(tx.tables.products).set(product).where(eq(tx.tables.products.id, product.id))
}

export const deleteProduct = async (tx: Handle, id: string): Promise<void> => {
  await tx.delete(tx.tables.products).where(eq(tx.tables.products.id, id))
}

/** True when the product was ever ordered. */
export const hasOrders = async (tx: Handle, productId: string): Promise<boolean> => {
  const { orders } = tx.tables
  return (await tx.select({ id: orders.id }).from(orders).where(eq(orders.productId, productId)).limit(1)).length > 0
}
