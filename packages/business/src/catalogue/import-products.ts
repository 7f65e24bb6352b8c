import {
  type CreateProduct,
  type Currency,
  currencies,
  Id,
  type LineProblem,
  type LineProblemCode,
  type Price,
  type ProductColumn,
  parsePrice,
  productCategories,
  productStatuses,
  Sku,
  UpdateProduct,
} from '@pantheon/contract'
import { editProduct, newProduct, type StoredProduct, toProduct } from './product.ts'
import { type FileLine, problemAt } from './product-file.ts'

/** What the lines of an import file would change. */
export interface ImportPlan {
  created: StoredProduct[]
  updated: { before: StoredProduct; after: StoredProduct }[]
  unchanged: number
  badLines: number
  problems: LineProblem[]
}

/** Existing products that the file refers to, by id and by SKU. */
export interface KnownProducts {
  byId: ReadonlyMap<string, StoredProduct>
  bySku: ReadonlyMap<string, StoredProduct>
}

/** The ids and SKUs that the lines refer to. */
export const keysOf = (lines: readonly FileLine[]): { ids: string[]; skus: string[] } => {
  const named = (column: 'id' | 'sku') => [...new Set(lines.flatMap(({ cells }) => cells.get(column) || []))]
  return { ids: named('id').filter((id) => Id.safeParse(id).success), skus: named('sku') }
}

type Report = (code: LineProblemCode, column: ProductColumn | null) => void

/** A line without an id may create a product; one with an unknown id is an error. */
const isNew = (cells: FileLine['cells']): boolean => !cells.get('id')

const priceColumn = (currency: Currency) => `price_${currency.toLowerCase()}` as ProductColumn

/** The prices of a line: from its columns, or the current ones where a column is missing. */
const readPrices = ({ cells }: FileLine, before: StoredProduct | undefined, report: Report): Price[] => {
  const known = before ? toProduct(before).prices : []
  const prices = currencies.flatMap((currency): Price[] => {
    const column = priceColumn(currency)
    const amount = cells.get(column)
    if (amount === '') return []
    const prices = amount === undefined ? known.filter((price) => price.currency === currency) : [{ currency, amount }]
    if (prices.some((price) => parsePrice(price.amount, currency) === undefined)) report('bad_price', column)
    return prices
  })
  if (prices.length === 0 && (before || isNew(cells))) report('price_missing', null)
  const wanted = cells.get('main_currency')?.toUpperCase() || known[0]?.currency
  const main = prices.find(({ currency }) => currency === wanted)
  if (cells.get('main_currency') && !main) report('bad_currency', 'main_currency')
  return main ? [main, ...prices.filter((price) => price !== main)] : prices
}

/**
 * Validates a cell by the API's schema of that field: returns it normalised, or reports a problem. An unchanged text that
 * predates the rules may stay.
 */
const readText = (column: 'name' | 'description', { cells }: FileLine, before: StoredProduct | undefined, report: Report): string | undefined => {
  const text = cells.get(column)
  if (text === before?.[column]) return text
  const { success, data } = UpdateProduct.shape[column].safeParse(text)
  if (!success) report(`bad_${column}`, column)
  return data
}

const oneOf = <T extends string>(known: readonly T[], cell: string | undefined): T | undefined => known.find((value) => value === cell)

/** Validates the fields of a line, cell by cell, by the API's schemas. */
const readFields = (line: FileLine, before: StoredProduct | undefined, report: Report) => {
  const { cells } = line
  const [name, description] = [readText('name', line, before, report), readText('description', line, before, report)]
  const [sku, version] = [cells.get('sku'), cells.get('version')]
  if (sku && !Sku.safeParse(sku).success) report('bad_sku', 'sku')
  if (version && !/^\d{1,9}$/.test(version)) report('bad_version', 'version')
  const category = oneOf(productCategories, cells.get('category'))
  if (cells.get('category') && !category) report('bad_category', 'category')
  const status = oneOf(isNew(cells) && !before ? (['active', 'draft'] as const) : productStatuses, cells.get('status'))
  if (cells.get('status') && !status) report('bad_status', 'status')
  if (isNew(cells) && !before && !cells.has('name')) report('required', 'name')
  if (isNew(cells) && !before && !cells.get('category')) report('required', 'category')
  return { name, description, sku, category, status, prices: readPrices(line, before, report), version: version ? Number(version) : undefined }
}
type Fields = ReturnType<typeof readFields>

/** A comparable form of a product without version and timestamps: equal texts mean that a line changes nothing. */
const comparable = (product: StoredProduct): string => {
  const { version: _, createdAt: __, updatedAt: ___, prices, ...wire } = toProduct(product)
  return JSON.stringify({ ...wire, prices: prices.map(({ currency, amount }) => `${currency} ${amount}`).sort() })
}

interface Deciding {
  known: KnownProducts
  at: Date
  newId: () => string
}

const change = (before: StoredProduct, { version: _, sku, ...fields }: Fields, at: Date): StoredProduct => {
  const given: UpdateProduct = { id: before.id, version: before.version, ...fields, ...(sku !== undefined && { sku: sku === '' ? null : sku }) }
  return editProduct(before, given, at)
}
const create = ({ version: _, name = '', description = '', sku, category, status, prices }: Fields, { newId, at }: Deciding): StoredProduct => {
  const given: Omit<CreateProduct, 'category'> = { name, description, sku: sku || null, prices, status: status === 'active' ? 'active' : 'draft' }
  return newProduct({ ...given, category: category ?? 'technical_support' }, newId(), at)
}

/** The existing product that a line refers to, if it can be determined. */
const find = ({ cells }: FileLine, { byId, bySku }: KnownProducts, report: Report): StoredProduct | undefined => {
  const [id, sku] = [cells.get('id'), cells.get('sku')]
  if (!id && !sku) report('key_missing', cells.has('sku') ? 'sku' : 'id')
  if (!id) return sku ? bySku.get(sku) : undefined
  if (!Id.safeParse(id).success) report('bad_id', 'id')
  else if (!byId.has(id)) report('id_unknown', 'id')
  const owner = sku ? bySku.get(sku) : undefined
  if (owner && owner.id !== id) report('sku_taken', 'sku')
  return byId.get(id)
}

/**
 * Decides for each line of a file whether it creates a product, changes one or does nothing. An invalid line does nothing and
 * reports all its problems. A second run over the result leaves every line unchanged. Lines are taken one by one, so that the
 * caller can yield in between.
 */
export const createImportPlan = (deciding: Deciding): { plan: ImportPlan; take: (line: FileLine) => void } => {
  const plan: ImportPlan = { created: [], updated: [], unchanged: 0, badLines: 0, problems: [] }
  const taken = new Set<string>()
  const take = (line: FileLine): void => {
    const problems: LineProblem[] = []
    const report: Report = (code, column) => void problems.push(problemAt(line.line, code, column, column && (line.cells.get(column) ?? null)))
    const before = find(line, deciding.known, report)
    const key = before?.id ?? `sku:${line.cells.get('sku')}`
    if (problems.length === 0 && taken.has(key)) report('key_repeated', line.cells.get('id') ? 'id' : 'sku')
    taken.add(key)
    const fields = readFields(line, before, report)
    const after = problems.length > 0 ? undefined : before ? change(before, fields, deciding.at) : create(fields, deciding)
    const isSame = before && after && comparable(before) === comparable(after)
    if (before && after && !isSame && fields.version !== undefined && fields.version !== before.version) report('stale', 'version')
    plan.problems.push(...problems)
    if (problems.length > 0) plan.badLines++
    else if (isSame) plan.unchanged++
    else if (before && after) plan.updated.push({ before, after })
    else if (after) plan.created.push(after)
  }
  return { plan, take }
}
