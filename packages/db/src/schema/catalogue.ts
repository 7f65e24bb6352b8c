import { type Currency, currencies, productCategories, productStatuses } from '@pantheon/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import { unkeyed } from './unkeyed.ts'

/** Larger than any price in minor units. */
const beyondPrices = 1e13

/**
 * The sort key of a list by price in `wanted`, ascending: the price in that currency, or after all of those the main price, by currency.
 * `sign` is 1 for low prices first, -1 for high ones. A single number, so that one index gives the whole list.
 */
const priceKey = (wanted: Currency, sign: 1 | -1): SQL => {
  // Any other currency has at most one entry beside the main price.
  const entries = currencies
    .slice(1)
    .map((_, i) => `when other_prices -> ${i} ->> 'currency' = '${wanted}' then ${sign} * cast(other_prices -> ${i} ->> 'minor' as bigint)`)
  const others = currencies.filter((currency) => currency !== wanted)
  const behind = others.map((currency, i) => `when currency = '${currency}' then ${(i + 1) * beyondPrices} + ${sign} * price_minor`)
  return sql.raw(`case when currency = '${wanted}' then ${sign} * price_minor ${entries.join(' ')} ${behind.join(' ')} end`)
}

/** Products and their search texts. The catalogue belongs to no organization. */
export const catalogueTables = (k: Kit) => {
  const products = k.table(
    'products',
    {
      id: k.id(),
      /** The shop's own identifier, by which product files are matched. */
      sku: k.text(),
      name: k.text().notNull(),
      description: k.text().notNull(),
      /** The main price. A product has a price in at least one currency. */
      priceMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      /** Prices in other currencies; in the same row as the main price, so that a page of products reads one table. */
      otherPrices: k.json<{ currency: (typeof currencies)[number]; minor: number }[]>().notNull().default([]),
      category: k.enumText(productCategories).notNull(),
      status: k.enumText(productStatuses).notNull(),
      /** An image in the file store. */
      image: k.json<{ file: string; alt: string; width: number; height: number } | null>(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
      /** For servers of the previous version, which may run at the same time. */
      nameKey: k.text().generatedAlwaysAs(sql`lower(name)`),
      /** Sort key of lists; read only to compute cursors. */
      nameSort: k.textKey(),
      usdLow: k.money().generatedAlwaysAs(priceKey('USD', 1)),
      usdHigh: k.money().generatedAlwaysAs(priceKey('USD', -1)),
      jpyLow: k.money().generatedAlwaysAs(priceKey('JPY', 1)),
      jpyHigh: k.money().generatedAlwaysAs(priceKey('JPY', -1)),
      eurLow: k.money().generatedAlwaysAs(priceKey('EUR', 1)),
      eurHigh: k.money().generatedAlwaysAs(priceKey('EUR', -1)),
    },
    (t) => [
      // The category comes after the id: the list of one category uses the same index and skips the others without reading their rows.
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

  /** Tokenized product texts for the full-text index of each database (see the migration). */
  const productTexts = k.table(
    'product_texts',
    {
      // An explicit integer id: SQLite's full-text index refers to row ids, and implicit ones change with a VACUUM.
      id: k.sequence(),
      productId: k
        .text()
        .notNull()
        .references(() => products.id, { onDelete: 'cascade' }),
      terms: k.text().notNull(),
      /** The version of the tokenizer that produced them; older ones are regenerated. */
      edition: k.int().notNull(),
    },
    (t) => [k.uniqueIndex('product_texts_product_uq').on(t.productId)],
  )

  return { products, productTexts }
}
