import { type Builder, eq, type Handle, isNull, lt, or, type SQL, sql, statement } from '@pantheon/db'
import { type SearchTerms, termsEdition, termsOf } from './search-terms.ts'

/** The searchable fields of a product. */
interface Searchable {
  id: string
  sku: string | null
  name: string
  description: string
}

/** Writes the search terms of products, in the transaction that writes the products. Both databases update their full-text index from this table. */
export const writeTexts = async (tx: Handle, products: readonly Searchable[]): Promise<void> => {
  if (products.length === 0) return
  const { productTexts } = tx.tables
  const rows = products.map((product) => ({
    productId: product.id,
    terms: termsOf(product.name, product.sku ?? '', product.description),
    edition: termsEdition,
  }))
  await tx
    .insert(productTexts)
    .values(rows)
    .onConflictDoUpdate({
      target: productTexts.productId,
      set: { terms: sql`excluded.terms`, edition: sql`excluded.edition` },
      setWhere: sql`${productTexts.terms} <> excluded.terms or ${productTexts.edition} <> excluded.edition`,
    })
}

/** Products without search terms, or with terms of an older edition: at most `limit`. */
export const findUnindexed = (db: Handle, limit: number): Promise<Searchable[]> => {
  const { products, productTexts } = db.tables
  return db
    .select({ id: products.id, sku: products.sku, name: products.name, description: products.description })
    .from(products)
    .leftJoin(productTexts, eq(productTexts.productId, products.id))
    .where(or(isNull(productTexts.edition), lt(productTexts.edition, termsEdition)))
    .limit(limit)
}

/** Search strategy: `index` reads every hit from the full-text index, `walk` scans the newest products until the page is full. */
export type SearchWay = 'index' | 'walk'

/** From this many hits on, scanning fills a page faster than sorting all hits. No planner can know it, because the terms are a parameter. */
const commonFrom = 2000

/** The terms as a query in the database's full-text syntax. They hold letters and digits only, so nothing needs escaping. */
const matchText = (dialect: Handle['dialect'], { words }: SearchTerms): string =>
  words
    .map(({ word, isPrefix }) => (dialect === 'pg' ? `'${word}'${isPrefix ? ':*' : ''}` : `"${word}"${isPrefix ? ' *' : ''}`))
    .join(dialect === 'pg' ? ' & ' : ' AND ')

/** Condition on `product_texts`: rows that match the placeholder `match` in the full-text index. */
const isHit = ({ dialect, tables: { productTexts } }: Builder): SQL => {
  const match = sql.placeholder('match')
  if (dialect === 'pg') return sql`array_to_tsvector(string_to_array(${productTexts.terms}, ' ')) @@ ${match}::tsquery`
  return sql`${productTexts.id} in (select rowid from product_search where product_search match ${match})`
}

/** Condition on a product: its terms contain every piece in the placeholder `pieces`. */
const holdsPieces = ({ dialect, tables: { productTexts } }: Builder): SQL => {
  const pieces = sql.placeholder('pieces')
  const whole = sql`' ' || ${productTexts.terms} || ' '`
  return dialect === 'pg'
    ? sql`not exists (select 1 from jsonb_array_elements_text(${pieces}::jsonb) as p(piece) where strpos(${whole}, p.piece) = 0)`
    : sql`not exists (select 1 from json_each(${pieces}) p where instr(${whole}, p.value) = 0)`
}

/** Condition on `products` for a prepared statement: products whose terms match. */
export const fitsSearch = (b: Builder, way: SearchWay): SQL => {
  const { products, productTexts } = b.tables
  if (way === 'walk') return sql`exists (select 1 from ${productTexts} where ${productTexts.productId} = ${products.id} and ${holdsPieces(b)})`
  const hits = sql`(select ${productTexts.productId} from ${productTexts} where ${isHit(b)} and ${holdsPieces(b)})`
  // As an array the hits are computed first, whatever row count the planner estimates.
  return b.dialect === 'pg' ? sql`${products.id} = any(array${hits})` : sql`${products.id} in ${hits}`
}

/** Parameters of `fitsSearch`. */
export const searchParams = (dialect: Handle['dialect'], way: SearchWay, terms: SearchTerms): { match?: string; pieces: string } => {
  const words = way === 'walk' ? terms.words.map(({ word, isPrefix }) => ` ${word}${isPrefix ? '' : ' '}`) : []
  return { pieces: JSON.stringify([...words, ...terms.pieces]), ...(way === 'index' && { match: matchText(dialect, terms) }) }
}

const countHits = statement<{ match: string }>()('products.hits', (b) => {
  const { productTexts } = b.tables
  const from = b.dialect === 'pg' ? sql`${productTexts} where ${isHit(b)}` : sql`product_search where product_search match ${sql.placeholder('match')}`
  return b.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(sql`(select 1 from ${from} limit ${sql.raw(String(commonFrom))}) as hits`)
})

/** Chooses the strategy by how many hits the terms have. */
export const searchWay = async (db: Handle, terms: SearchTerms): Promise<SearchWay> => {
  const [hits] = await db.run(countHits, { match: matchText(db.dialect, terms) })
  return hits && hits.n >= commonFrom ? 'walk' : 'index'
}
