import { type Builder, eq, type Handle, isNull, lt, or, type SQL, sql, statement } from '@pantheon/db'
import { type SearchTerms, termsEdition, termsOf } from './search-terms.ts'

/** Of a product, what it is found by. */
interface Searchable {
  id: string
  sku: string | null
  name: string
  description: string
}

/** Writes down the words of a product, in the transaction that writes the product. Both databases index them by themselves. */
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

/** Products whose words were never written, or by an older edition: at most `limit`. */
export const findUnindexed = (db: Handle, limit: number): Promise<Searchable[]> => {
  const { products, productTexts } = db.tables
  return db
    .select({ id: products.id, sku: products.sku, name: products.name, description: products.description })
    .from(products)
    .leftJoin(productTexts, eq(productTexts.productId, products.id))
    .where(or(isNull(productTexts.edition), lt(productTexts.edition, termsEdition)))
    .limit(limit)
}

/** How a search goes about it on SQLite, whose planner knows nothing of how common a word is. Postgres decides by itself. */
export type SearchWay = 'index' | 'walk'

/** The words as the database's own full-text language says them. They hold letters and digits only, so nothing needs escaping. */
const matchText = (dialect: Handle['dialect'], { words }: SearchTerms): string =>
  words
    .map(({ word, isPrefix }) => (dialect === 'pg' ? `'${word}'${isPrefix ? ':*' : ''}` : `"${word}"${isPrefix ? ' *' : ''}`))
    .join(dialect === 'pg' ? ' & ' : ' AND ')

/** The parameters of `fitsSearch`. */
export const searchParams = (dialect: Handle['dialect'], way: SearchWay, terms: SearchTerms): { match?: string; pieces: string } => {
  const pieces = way === 'walk' ? terms.words.map(({ word, isPrefix }) => ` ${word}${isPrefix ? '' : ' '}`) : []
  return { pieces: JSON.stringify([...pieces, ...terms.pieces]), ...(way === 'index' && { match: matchText(dialect, terms) }) }
}

/** The rule of a prepared statement over `products`: those whose words fit. */
export const fitsSearch = ({ dialect, tables: { products, productTexts } }: Builder, way: SearchWay): SQL => {
  const [match, pieces] = [sql.placeholder('match'), sql.placeholder('pieces')]
  const whole = sql`' ' || ${productTexts.terms} || ' '`
  if (dialect === 'pg') {
    const holdsPieces = sql`not exists (select 1 from jsonb_array_elements_text(${pieces}::jsonb) as p(piece) where strpos(${whole}, p.piece) = 0)`
    const matches = sql`array_to_tsvector(string_to_array(${productTexts.terms}, ' ')) @@ ${match}::tsquery`
    return sql`${products.id} in (select ${productTexts.productId} from ${productTexts} where ${matches} and ${holdsPieces})`
  }
  const holdsPieces = sql`not exists (select 1 from json_each(${pieces}) p where instr(${whole}, p.value) = 0)`
  if (way === 'walk') return sql`exists (select 1 from ${productTexts} where ${productTexts.productId} = ${products.id} and ${holdsPieces})`
  const rows = sql`select rowid from product_search where product_search match ${match}`
  return sql`${products.id} in (select ${productTexts.productId} from ${productTexts} where ${productTexts.id} in (${rows}) and ${holdsPieces})`
}

/** So many hits that walking through the newest products finds a page sooner than sorting all of them. */
export const commonFrom = 2000

const countHits = statement<{ match: string }>()('products.hits', ({ select }) =>
  select({ n: sql<number>`count(*)` }).from(
    sql`(select 1 from product_search where product_search match ${sql.placeholder('match')} limit ${sql.raw(String(commonFrom))}) as hits`,
  ),
)

/** Whether to ask the index for all hits, or to walk the list until the page is full. */
export const searchWay = async (db: Handle, terms: SearchTerms): Promise<SearchWay> => {
  if (db.dialect === 'pg') return 'index'
  const [hits] = await db.run(countHits, { match: matchText('sqlite', terms) })
  return hits && hits.n >= commonFrom ? 'walk' : 'index'
}
