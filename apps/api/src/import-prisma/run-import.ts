import type { ScopedDb } from '@pantheon/db'
import type { Decided } from './decide-rows.ts'
import { findImported, insertImported } from './import-target.repo.ts'
import type { OldDatabase } from './old-database.ts'
import { type OldTable, oldTables } from './old-shape.ts'
import type { Taken } from './taken.ts'

/** A row that cannot be imported. */
export interface Refusal {
  table: OldTable
  id: string
  reasons: readonly string[]
}

/** The result for one table. In a dry run `imported` counts what would be imported. */
export interface Counts {
  found: number
  imported: number
  alreadyThere: number
  refused: number
}

export interface ImportDeps {
  old: OldDatabase
  db: ScopedDb
  decided: Decided
  isApply: boolean
  batch: number
  /** Called once for each row that can be imported. */
  accept: (taken: Taken) => void
  /** Called once for each row that cannot be imported. */
  refuse: (refusal: Refusal) => void
  /** Called with the progress of a table. */
  progress: (table: OldTable, done: number, of: number) => void
  /** True once a stop was requested; the import stops between two batches. */
  isStopped: () => boolean
}

/** Inserts the rows that do not exist yet and returns their number. Check and insert share a transaction, so that concurrent imports cannot both insert a row. */
const importNew = async ({ db, isApply }: ImportDeps, table: OldTable, taken: readonly Taken[]): Promise<number> => {
  if (taken.length === 0) return 0
  const ids = taken.map(({ id }) => id)
  if (!isApply) return taken.length - (await findImported(db, table, ids)).size
  return db.transaction(async (tx) => {
    const there = await findImported(tx, table, ids)
    const fresh = taken.filter(({ id }) => !there.has(id))
    await insertImported(
      tx,
      fresh.map(({ rows }) => rows),
    )
    return fresh.length
  })
}

/**
 * Imports the old tables in batches, parents before children. A batch is one transaction, and existing rows are left unchanged, so a
 * run that was stopped anywhere can be repeated with the same result.
 */
export const runImport = async (deps: ImportDeps): Promise<Map<OldTable, Counts>> => {
  const { old, decided, batch, accept, refuse, progress, isStopped } = deps
  const result = new Map<OldTable, Counts>()
  for (const table of oldTables) {
    const of = await old.count(table)
    const counts: Counts = { found: 0, imported: 0, alreadyThere: 0, refused: 0 }
    result.set(table, counts)
    progress(table, 0, of)
    for await (const page of decided(table, batch)) {
      const taken: Taken[] = []
      for (const [id, decision] of page) {
        if ('taken' in decision) taken.push(decision.taken)
        else refuse({ table, id, reasons: decision.reasons })
      }
      const imported = await importNew(deps, table, taken)
      taken.forEach(accept)
      counts.found += page.size
      counts.imported += imported
      counts.alreadyThere += taken.length - imported
      counts.refused += page.size - taken.length
      progress(table, counts.found, of)
      if (isStopped()) return result
    }
    // Pages are ordered by id: a table with duplicate ids would lose rows silently.
    if (counts.found !== of) throw new Error(`${table} has ${of} rows, but only ${counts.found} different ids.`)
  }
  return result
}
