import type { ScopedDb } from '@pantheon/db'
import type { Decided } from './decide-rows.ts'
import { findImported, insertImported } from './import-target.repo.ts'
import type { OldDatabase } from './old-database.ts'
import { type OldTable, oldTables } from './old-shape.ts'
import type { Taken } from './taken.ts'

/** A row that cannot be taken. */
export interface Refusal {
  table: OldTable
  id: string
  reasons: readonly string[]
}

/** What came of a table. In a dry run `imported` is what would be. */
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
  /** Told of each row that can be taken, once. */
  accept: (taken: Taken) => void
  /** Told of each row that cannot be taken, once. */
  refuse: (refusal: Refusal) => void
  /** Told how far a table is. */
  progress: (table: OldTable, done: number, of: number) => void
  /** True when somebody wants it to stop; it does so between two batches. */
  isStopped: () => boolean
}

/** Those of the rows that are not here; in one transaction with writing them, so that two imports at once cannot both write one. */
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
 * Goes through the old tables, parents before children, a batch at a time. A batch is written in one transaction or not
 * at all, and rows that are here already are left alone: stopped anywhere and run again, it ends the same.
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
    // Ids order the pages: a table whose ids repeat would lose rows without a word.
    if (counts.found !== of) throw new Error(`${table} has ${of} rows, but only ${counts.found} different ids.`)
  }
  return result
}
