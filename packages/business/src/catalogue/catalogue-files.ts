import type { ExportedFile, ExportProducts, ImportProducts, ImportReport } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, type Clock, newId } from '@pantheon/kernel'
import { announce, refuseTakenSku } from './announce.ts'
import { keysOf, planImport } from './import-products.ts'
import { fileHeader, fileLines, readFile } from './product-file.ts'
import { insertProducts, listAllProducts, lockKnownProducts, saveProduct } from './products.repo.ts'

/** How many products of an export are read at once. */
const exportedAtOnce = 1000

/** Products in and out as files that spreadsheets read. */
export const createCatalogueFiles = ({ db, clock }: { db: Db; clock: Clock }) => {
  const importLines = async (tx: Tx, actor: Actor, { csv, mode }: ImportProducts): Promise<ImportReport> => {
    const { lines, problems, isReadable } = readFile(csv)
    const broken = new Set(problems.map(({ line }) => line))
    const whole = lines.filter(({ line }) => !broken.has(line))
    const known = await lockKnownProducts(tx, keysOf(whole))
    const plan = planImport(whole, { known, at: clock.now(), newId })
    const all = [...problems, ...plan.problems].sort((a, b) => a.line - b.line)
    const isImported = isReadable && (mode === 'good_lines' || (mode === 'all' && all.length === 0))
    if (isImported) {
      await insertProducts(tx, plan.created)
      for (const after of plan.created) announce(tx, actor, { after })
      for (const step of plan.updated) {
        await saveProduct(tx, step.after)
        announce(tx, actor, step)
      }
    }
    const counts = { created: plan.created.length, updated: plan.updated.length, unchanged: plan.unchanged }
    const badLines = new Set(all.map(({ line }) => line)).size
    return { mode, isImported, isReadable, lines: lines.length, ...counts, badLines, problems: all }
  }

  return {
    /** Imports a file of products in one transaction, or only says what that would do. Fails with `product.file_too_large` and `product.sku_taken`. */
    importFile: (actor: Actor, input: ImportProducts): Promise<ImportReport> => db.transaction((tx) => importLines(tx, actor, input)).catch(refuseTakenSku),

    /** Every product that fits, newest first, as a file that an import takes back. */
    exportFile: async (_: Actor, { status, category }: ExportProducts): Promise<ExportedFile> => {
      const parts = [fileHeader()]
      let after: readonly [number, string] | undefined
      do {
        const products = await listAllProducts(db, { status, category, after, limit: exportedAtOnce })
        const last = products.at(-1)
        if (products.length > 0) parts.push(fileLines(products))
        after = last && products.length === exportedAtOnce ? [last.createdAt.getTime(), last.id] : undefined
      } while (after)
      const day = clock.now().toISOString().slice(0, 10)
      return { fileName: `products-${day}.csv`, mediaType: 'text/csv; charset=utf-8', base64: Buffer.from(parts.join('')).toString('base64') }
    },
  }
}
