import { z } from 'zod'
import { currencies } from '../money.ts'
import { ProductCategory, ProductStatus } from './catalogue.ts'

/** The columns of a product file, in the order of an export. A file may leave columns out; their values stay unchanged. */
export const productColumns = [
  'id',
  'sku',
  'name',
  'description',
  'category',
  'status',
  ...currencies.map((currency) => `price_${currency.toLowerCase()}` as `price_${Lowercase<typeof currency>}`),
  'main_currency',
  'version',
] as const
export type ProductColumn = (typeof productColumns)[number]

/** Maximum size of a file as UTF-8, and maximum number of product lines. */
export const maxFileBytes = 512 * 1024
export const maxFileLines = 2000

/** Problems of a file or of one line. The apps translate them by code. */
export const lineProblemCodes = [
  'unreadable',
  'no_lines',
  'column_unknown',
  'column_price',
  'column_repeated',
  'column_missing',
  'cell_count',
  'key_missing',
  'key_repeated',
  'id_unknown',
  'required',
  'bad_id',
  'bad_sku',
  'sku_taken',
  'bad_name',
  'bad_description',
  'bad_category',
  'bad_status',
  'bad_price',
  'price_missing',
  'bad_currency',
  'bad_version',
  'stale',
] as const
export type LineProblemCode = (typeof lineProblemCodes)[number]

/** A problem that prevents a line from being imported. */
export const LineProblem = z
  .object({
    line: z.int().meta({ description: 'Of the file, counted from 1: the line a product begins at' }),
    column: z.string().nullable(),
    code: z.enum(lineProblemCodes),
    message: z.string().meta({ description: 'The sentence in English' }),
    value: z.string().nullable().meta({ description: 'What stands there, shortened' }),
  })
  .meta({ id: 'LineProblem' })
export type LineProblem = z.infer<typeof LineProblem>

/**
 * `check` is a dry run. `all` imports only when every line is valid. `good_lines` skips invalid lines. None of them imports from a file
 * whose columns or quotes cannot be parsed.
 */
export const ImportProducts = z.object({ csv: z.string(), mode: z.enum(['check', 'all', 'good_lines']).default('check') })
export type ImportProducts = z.infer<typeof ImportProducts>

/** The result of an import, or of its dry run. */
export const ImportReport = z
  .object({
    mode: ImportProducts.shape.mode.unwrap(),
    isImported: z.boolean(),
    /** False when the file as a whole cannot be imported, even if some lines are valid. */
    isReadable: z.boolean(),
    lines: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    badLines: z.int(),
    problems: z.array(LineProblem),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.infer<typeof ImportReport>

export const ExportProducts = z.object({ status: ProductStatus.optional(), category: ProductCategory.optional() })
export type ExportProducts = z.infer<typeof ExportProducts>
