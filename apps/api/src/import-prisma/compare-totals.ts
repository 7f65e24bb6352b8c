import type { Currency } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import type { Decided } from './decide-rows.ts'
import { type Total, totalsOf } from './import-target.repo.ts'
import { type OldTable, oldTables } from './old-shape.ts'

/** Counts and sums of the importable rows in both databases, for one currency and status. */
export interface Comparison {
  table: OldTable
  status: string
  currency: Currency | null
  old: { n: number; minor: number }
  new: { n: number; minor: number }
}

export const isEqual = ({ old, new: now }: Comparison): boolean => old.n === now.n && old.minor === now.minor

interface CompareDeps {
  db: Handle
  decided: Decided
  batch: number
  progress: (table: OldTable, done: number) => void
}

/**
 * Reads the old database again and the imported rows, and sums up both. They differ if an import was not finished, or if rows have
 * changed here since.
 */
export const compareTotals = async ({ db, decided, batch, progress }: CompareDeps): Promise<Comparison[]> => {
  const all = new Map<string, Comparison>()
  const add = (table: OldTable, side: 'old' | 'new', { status, currency, n, minor }: Total): void => {
    const key = `${oldTables.indexOf(table)} ${currency ?? ''} ${status}`
    const known = all.get(key) ?? { table, status, currency, old: { n: 0, minor: 0 }, new: { n: 0, minor: 0 } }
    const sum = { n: known[side].n + n, minor: known[side].minor + minor }
    all.set(key, { ...known, [side]: sum })
  }
  for (const table of oldTables) {
    let done = 0
    for await (const page of decided(table, batch)) {
      const taken = [...page.values()].flatMap((decision) => ('taken' in decision ? decision.taken : []))
      for (const { status, currency, minor } of taken) add(table, 'old', { status, currency, n: 1, minor })
      if (taken.length > 0)
        for (const total of await totalsOf(
          db,
          table,
          taken.map(({ id }) => id),
        ))
          add(table, 'new', total)
      progress(table, (done += page.size))
    }
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, comparison]) => comparison)
}
