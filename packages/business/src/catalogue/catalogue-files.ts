import type { ExportedFile, ExportProducts, ImportProducts, ImportReport } from '@pantheon/contract'
import { type Db, inBatches, type Tx } from '@pantheon/db'
import { type Actor, type Clock, type FairQueue, newId, yieldIfLong, yieldToEventLoop } from '@pantheon/kernel'
import { announce, refuseTakenSku } from './announce.ts'
import type { Catalogue } from './catalogue.types.ts'
import { createImportPlan, keysOf } from './import-products.ts'
import type { StoredProduct } from './product.ts'
import { fileHeader, fileLines, type ReadFile, readFile } from './product-file.ts'
import { insertProducts, listAllProducts, lockKnownProducts, saveProduct } from './products.repo.ts'

/** Products read per query of an export: a few milliseconds of work. */
const exportedAtOnce = 250

/** CSV import and export of products. */
export const createCatalogueFiles = ({
  db,
  clock,
  exports,
}: {
  db: Db
  clock: Clock
  exports: Pick<FairQueue, 'run'>
}): Pick<Catalogue, 'importFile' | 'exportFile'> => {
  const importLines = async (tx: Tx, actor: Actor, mode: ImportProducts['mode'], { lines, problems, isReadable }: ReadFile): Promise<ImportReport> => {
    const broken = new Set(problems.map(({ line }) => line))
    const whole = lines.filter(({ line }) => !broken.has(line))
    const known = await lockKnownProducts(tx, keysOf(whole))
    const at = clock.now()
    const { plan, take } = createImportPlan({ known, at, newId: () => newId(at) })
    for (const line of whole) {
      take(line)
      await yieldIfLong()
    }
    const all = [...problems, ...plan.problems].sort((a, b) => a.line - b.line)
    const isImported = isReadable && (mode === 'good_lines' || (mode === 'all' && all.length === 0))
    if (isImported) {
      await insertProducts(tx, plan.created)
      for (const after of plan.created) {
        announce(tx, actor, { after })
        await yieldIfLong()
      }
      for (const step of plan.updated) {
        await saveProduct(tx, step.after)
        announce(tx, actor, step)
      }
    }
    const counts = { created: plan.created.length, updated: plan.updated.length, unchanged: plan.unchanged }
    const badLines = new Set(all.map(({ line }) => line)).size
    return { mode, isImported, isReadable, lines: lines.length, ...counts, badLines, problems: all }
  }

  const write = async ({ status, category }: ExportProducts): Promise<ExportedFile> => {
    const parts = [fileHeader()]
    const read = (last: StoredProduct | undefined, limit: number) =>
      listAllProducts(db, { status, category, after: last && [last.createdAt.getTime(), last.id], limit })
    for await (const product of inBatches(exportedAtOnce, read)) {
      parts.push(fileLines([product]))
      await yieldIfLong()
    }
    const day = clock.now().toISOString().slice(0, 10)
    return { fileName: `products-${day}.csv`, mediaType: 'text/csv; charset=utf-8', base64: Buffer.from(parts.join('')).toString('base64') }
  }

  return {
    importFile: async (actor: Actor, { csv, mode }: ImportProducts): Promise<ImportReport> => {
      await yieldToEventLoop() // reading the body already used up this turn of the event loop
      const file = await readFile(csv)
      await yieldToEventLoop()
      return db.transaction((tx) => importLines(tx, actor, mode, file)).catch(refuseTakenSku)
    },

    exportFile: (actor: Actor, input: ExportProducts): Promise<ExportedFile> =>
      exports.run({ owner: actor.organizationId, isUrgent: false }, () => write(input)),
  }
}
