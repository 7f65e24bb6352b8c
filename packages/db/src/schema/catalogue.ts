import { type Currency, currencies, productCategories, productStatuses } from '@pantheon/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import { unkeyed } from './unkeyed.ts'

/** No price has so many minor units. */
const beyondPrices = 1e13

/**
 * What a list by price in `wanted` is sorted by, forwards: its price in that currency, and behind all of those its main price, by
 * currency. `sign` is 1 for low prices first, -1 for high ones. A number for each way, so that one index gives the whole list.
 */
const priceKey = (wanted: Currency, sign: 1 | -1): SQL => {
  // Every other currency has at most one entry beside the main price.
  const entries = currencies
    .slice(1)
    .map((_, i) => `when other_prices -> ${i} ->> 'currency' = '${wanted}' then ${sign} * cast(other_prices -> ${i} ->> 'minor' as bigint)`)
  const others = currencies.filter((currency) => currency !== wanted)
  const behind = others.map((currency, i) => `when currency = '${currency}' then ${(i + 1) * beyondPrices} + ${sign} * price_minor`)
  return sql.raw(`case when currency = '${wanted}' then ${sign} * price_minor ${entries.join(' ')} ${behind.join(' ')} end`)
}

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
      /** For servers of the version before, which may still run beside this one. */
      nameKey: k.text().generatedAlwaysAs(sql`lower(name)`),
      /** What lists are sorted by; read for the next page's place only. */
      nameSort: k.textKey(),
      usdLow: k.money().generatedAlwaysAs(priceKey('USD', 1)),
      usdHigh: k.money().generatedAlwaysAs(priceKey('USD', -1)),
      jpyLow: k.money().generatedAlwaysAs(priceKey('JPY', 1)),
      jpyHigh: k.money().generatedAlwaysAs(priceKey('JPY', -1)),
      eurLow: k.money().generatedAlwaysAs(priceKey('EUR', 1)),
      eurHigh: k.money().generatedAlwaysAs(priceKey('EUR', -1)),
    },
    (t) => [
      // The category behind the id: a list of one is read from the same index, where the others are passed over without reading their rows.
      k.index('products_name_idx').on(t.status, t.nameSort, t.id, t.category),
      k.index('products_updated_idx').on(t.status, t.updatedAt, t.id, t.category),
      k.index('products_usd_low_idx').on(t.status, t.usdLow, t.id, t.category),
      k.index('products_usd_high_idx').on(t.status, t.usdHigh, t.id, t.category),
      k.index('products_jpy_low_idx').on(t.status, t.jpyLow, t.id, t.category),
      k.index('products_jpy_high_idx').on(t.status, t.jpyHigh, t.id, t.category),
      k.index('products_eur_low_idx').on(t.status, t.eurLow, t.id, t.category),
      k.index('products_eur_high_idx').on(t.status, t.eurHigh, t.id, t.category),
      k.index('products_status_idx').on(t.status, t.createdAt, t.id),
      k.index('products_category_idx').on(t.status, t.category, t.createdAt, t.id),
      k.index('products_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.products)),
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
