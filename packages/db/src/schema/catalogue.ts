import { currencies, productCategories, productStatuses } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

/** What the platform sells, and the words it is found by. It belongs to no organization. */
export const catalogueTables = (k: Kit) => {
  const products = k.table(
    'products',
    {
      id: k.id(),
      /** The shop's own name for it, by which files of products know it again. */
      sku: k.text(),
      name: k.text().notNull(),
      description: k.text().notNull(),
      /** The main price. A product costs something in at least one currency. */
      priceMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      /** What it costs in other currencies; beside the main price, so that a page of products is one read of one table. */
      otherPrices: k.json<{ currency: (typeof currencies)[number]; minor: number }[]>().notNull().default([]),
      category: k.enumText(productCategories).notNull(),
      status: k.enumText(productStatuses).notNull(),
      /** A picture in the store of files. */
      image: k.json<{ file: string; alt: string; width: number; height: number } | null>(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
    },
    (t) => [
      k.index('products_status_idx').on(t.status, t.createdAt, t.id),
      k.index('products_category_idx').on(t.status, t.category, t.createdAt, t.id),
      k.uniqueIndex('products_sku_uq').on(t.sku),
      k.check('products_price_ck', sql`${t.priceMinor} >= 0`),
    ],
  )

  /** The words of a product as the search reads them; the full-text index of each database stands over this (see the migration). */
  const productTexts = k.table(
    'product_texts',
    {
      // A number of its own: SQLite's index knows rows by number, and the hidden one of another table moves with a VACUUM.
      id: k.sequence(),
      productId: k
        .text()
        .notNull()
        .references(() => products.id, { onDelete: 'cascade' }),
      terms: k.text().notNull(),
      /** Which way of splitting text into words made them; an older one is made anew. */
      edition: k.int().notNull(),
    },
    (t) => [k.uniqueIndex('product_texts_product_uq').on(t.productId)],
  )

  return { products, productTexts }
}
