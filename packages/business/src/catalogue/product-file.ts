import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  currencies,
  cutText,
  type LineProblem,
  type LineProblemCode,
  maxFileBytes,
  maxFileLines,
  type ProductColumn,
  productColumns,
  typedNumber,
} from '@pantheon/contract'
import { byteOrderMark, csvLines, fail, unguardCell, yieldIfLong } from '@pantheon/kernel'
import { CsvError, parse } from 'csv-parse'
import { pricesOf, type StoredProduct, toProduct } from './product.ts'

/** A line of a file: its cells by column, and the line number at which it starts. */
export interface FileLine {
  line: number
  cells: ReadonlyMap<ProductColumn, string>
}

/** The parsed part of a file. `isReadable` is false when the rest cannot be interpreted. */
export interface ReadFile {
  lines: FileLine[]
  problems: LineProblem[]
  isReadable: boolean
}

const sentences: Record<LineProblemCode, string> = {
  unreadable: 'A quotation mark is open or in the wrong place. Nothing after it can be read.',
  no_lines: 'There is no product in the file.',
  column_unknown: 'There is no such column.',
  column_price: 'Each currency has a column of its own: do you mean price_usd?',
  column_repeated: 'This column is there twice.',
  column_missing: 'The file needs an id or a sku column.',
  cell_count: 'The line has more cells than there are columns.',
  key_missing: 'The line needs an id or a sku, or a second import would make a second product.',
  key_repeated: 'Another line is about the same product.',
  id_unknown: 'There is no product with this id.',
  required: 'A new product needs this.',
  bad_id: 'This is not the id of a product.',
  bad_sku: 'Letters, digits and . _ / -, at most 64, beginning with a letter or digit.',
  sku_taken: 'Another product has this SKU.',
  bad_name: 'A name is one line of 1 to 255 characters, without invisible ones.',
  bad_description: 'A description has at most 5,000 characters, none of them a control character or one that reorders the text.',
  bad_category: 'There is no such category.',
  bad_status: 'A product is a draft, active or archived; a new one is a draft or active.',
  bad_price: 'More than 0, with a point, in the digits of the currency: 99.99, or 980 for yen.',
  price_missing: 'A product needs a price in at least one currency.',
  bad_currency: 'The main currency is one that the product has a price in.',
  bad_version: 'A version is a whole number.',
  stale: 'Someone changed this product since the file was made.',
}

/** A problem at a line, and optionally a column, of the file. */
export const problemAt = (line: number, code: LineProblemCode, column: string | null = null, value: string | null = null): LineProblem => ({
  line,
  column,
  code,
  message: sentences[code],
  value: value === null ? null : cutText(value, 80),
})

const columnOf = (header: string): ProductColumn | undefined => productColumns.find((column) => column === header.trim().toLowerCase())

/** Column names that probably mean a price but name no currency. */
const priceLike = /^(unit[ _-]?|list[ _-]?)?price$|^amount$|^価格$|^単価$/i

/** The header cells without trailing empty ones, which spreadsheets write for columns that were once used. */
const namedCells = (header: readonly string[]): readonly string[] => header.slice(0, header.findLastIndex((name) => name.trim() !== '') + 1)

const readHeader = (cells: readonly string[], line: number): { columns: (ProductColumn | undefined)[]; problems: LineProblem[] } => {
  const header = namedCells(cells)
  const columns = header.map(columnOf)
  const problems = header.flatMap((name, i) => {
    const column = columns[i]
    if (!column) return [problemAt(line, priceLike.test(name.trim()) ? 'column_price' : 'column_unknown', cutText(name, 80))]
    return columns.indexOf(column) < i ? [problemAt(line, 'column_repeated', column)] : []
  })
  const hasKey = columns.includes('id') || columns.includes('sku')
  return { columns, problems: hasKey ? problems : [...problems, problemAt(line, 'column_missing', 'sku')] }
}

/** Spreadsheets in locales that write 9,99 separate by semicolons; cells copied out of one are separated by tabs. */
const separators = [',', ';', '\t'] as const
/** Far more columns than there are, so that a file with some of its own is told which. */
const maxColumns = 1000
/** Empty lines count as records too, hence the extra room. */
const mostRecords = maxFileLines + 1000

/** A leading line `sep=;` declares the separator to spreadsheets, alone or as the only filled cell. */
const separatorLine = /^\uFEFF?"?sep=([,;\t])"?[,;\t]*(?:\n|$)/i

interface Parsed {
  records: { cells: string[]; line: number }[]
  brokenAt: number | undefined
}

/** Bytes parsed between two checks of the elapsed time: at most a millisecond of work. */
const parsedAtOnce = 4096

/** The separator that splits the first line into the most known columns; a comma when none does. */
const separatorOf = (text: string): string => {
  const [first = ''] = text.replace(/^\uFEFF/, '').split('\n', 1)
  const columnsBy = (separator: string): number =>
    first.split(separator, maxColumns).filter((name) => columnOf(name.replace(/^\s*"|"\s*$/g, '')) !== undefined).length
  return separators.reduce((best, each) => (columnsBy(each) > columnsBy(best) ? each : best))
}

const parseCsv = async (given: string): Promise<Parsed> => {
  const lines = given.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const declared = separatorLine.exec(lines)
  const text = declared ? lines.slice(declared[0].length) : lines
  const before = declared ? 1 : 0
  const rows: { cells: string[]; endsAt: number }[] = []
  const parser = parse({
    delimiter: declared?.[1] ?? separatorOf(text),
    bom: true,
    relax_column_count: true,
    // Kept here: records that wait in the stream are lost when a later one is malformed.
    on_record: (cells: string[], { lines: endsAt }) => {
      rows.push({ cells, endsAt })
      return null
    },
  })
  const bytes = Buffer.from(text)
  async function* pieces() {
    // A file with more records is refused, so the rest of it is not read.
    for (let from = 0; from < bytes.length && rows.length < mostRecords; from += parsedAtOnce) {
      yield bytes.subarray(from, from + parsedAtOnce)
      await yieldIfLong()
    }
  }
  /** The line of the first malformed record, at which parsing stops. */
  const brokenAt = await pipeline(Readable.from(pieces()), parser.resume()).then(
    () => undefined,
    (error: unknown) => (error instanceof CsvError ? before + Number(error.lines ?? 1) : Promise.reject(error)),
  )
  // The parser reports where a record ends; it starts after the previous one.
  const records = rows.map(({ cells }, i) => ({ cells, line: before + 1 + (rows[i - 1]?.endsAt ?? 0) }))
  return { brokenAt, records }
}

/** A cell's text without the formula guard; full-width digits in number columns are converted. */
const readCell = (column: ProductColumn, cell: string): string => {
  const text = unguardCell(cell.trim())
  return column === 'version' || column.startsWith('price_') ? typedNumber(text).trim() : text
}

/**
 * Parses a file of products: separated by commas, semicolons or tabs, with or without a byte order mark, any line endings.
 * Yields to the event loop. Fails with `product.file_too_large`.
 */
export const readFile = async (text: string): Promise<ReadFile> => {
  if (Buffer.byteLength(text) > maxFileBytes) fail('product.file_too_large', { mostBytes: maxFileBytes, mostLines: maxFileLines })
  const { records, brokenAt } = await parseCsv(text)
  if (records.length >= mostRecords) fail('product.file_too_large', { mostBytes: maxFileBytes, mostLines: maxFileLines })
  const [header, ...rest] = records
  const filled = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length > maxFileLines) fail('product.file_too_large', { mostBytes: maxFileBytes, mostLines: maxFileLines })
  if (header && header.cells.length > maxColumns) fail('product.file_too_large', { mostBytes: maxFileBytes, mostLines: maxFileLines, mostColumns: maxColumns })
  const first = header?.line ?? 1
  const { columns, problems } = readHeader(header?.cells ?? [], first)
  if (brokenAt !== undefined) problems.push(problemAt(brokenAt, 'unreadable'))
  if (filled.length === 0 && problems.length === 0) problems.push(problemAt(first, 'no_lines'))
  if (problems.some(({ line }) => line === first)) return { lines: [], problems, isReadable: false }
  const lines: FileLine[] = []
  for (const { cells, line } of filled) {
    await yieldIfLong()
    const beyond = cells.slice(columns.length)
    if (beyond.some((cell) => cell.trim() !== '')) problems.push(problemAt(line, 'cell_count', null, beyond.join(',')))
    const named = columns.flatMap((column, i) => (column ? [[column, readCell(column, cells[i] ?? '')] as const] : []))
    lines.push({ line, cells: new Map(named) })
  }
  return { lines, problems, isReadable: brokenAt === undefined }
}

const cellsOf = (product: StoredProduct): string[] => {
  const { prices, ...wire } = toProduct(product)
  const amounts = currencies.map((currency) => prices.find((price) => price.currency === currency)?.amount ?? '')
  const main = pricesOf(product)[0].currency
  return [product.id, product.sku ?? '', wire.name, wire.description, wire.category, wire.status, ...amounts, main, String(wire.version)]
}

/** The header line of a product file, with the byte order mark by which spreadsheets detect UTF-8. */
export const fileHeader = (): string => byteOrderMark + csvLines([productColumns])

/** Products as CSV lines, in the column order of `fileHeader`. */
export const fileLines = (products: readonly StoredProduct[]): string => csvLines(products.map(cellsOf))
