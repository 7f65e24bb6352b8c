import { formatAmount } from '@pantheon/contract'
import { type Comparison, isEqual } from './compare-totals.ts'
import { type OldTable, oldTables } from './old-shape.ts'
import type { Counts, Refusal } from './run-import.ts'

/** Formats rows as text columns, the first left-aligned, the others right-aligned. */
const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ')
  return rows.map((row) => `  ${line(row)}`).join('\n')
}

/** The counts of each table, as a table. */
export const describeCounts = (counts: ReadonlyMap<OldTable, Counts>, isApply: boolean): string =>
  columns([
    ['', 'found', isApply ? 'imported' : 'would import', 'already there', 'cannot be taken'],
    ...oldTables.flatMap((table) => {
      const of = counts.get(table)
      return of ? [[table, ...[of.found, of.imported, of.alreadyThere, of.refused].map(String)]] : []
    }),
  ])

/** One refused row with all its reasons. */
export const describeRefusal = ({ table, id, reasons }: Refusal): string => `  ${table} ${id}: ${reasons.join('; ')}`

/** Lines about the imported users: those without a usable password, and administrators. */
export const describePeople = ({ withoutPassword, administrators }: { withoutPassword: number; administrators: number }): string[] => [
  ...(withoutPassword > 0 ? [`Without a password that can be checked here: ${withoutPassword}. They set one with "forgot password".`] : []),
  ...(administrators > 0 ? [`Administrators of the platform among them: ${administrators}.`] : []),
]

/** Lines about the imported products: those without a price, which are not for sale. */
export const describeProducts = ({ withoutPrice }: { withoutPrice: number }): string[] =>
  withoutPrice > 0 ? [`Products that cost nothing: ${withoutPrice}. None of them is for sale here until it has a price.`] : []

const side = ({ currency }: Comparison, { n, minor }: { n: number; minor: number }): [string, string] => [
  String(n),
  currency === null ? '' : `${formatAmount(minor, currency)} ${currency}`,
]

/** The totals of both databases side by side; lines that differ are marked. */
export const describeTotals = (comparisons: readonly Comparison[]): string =>
  columns([
    ['', 'old', '', 'new', '', ''],
    ...comparisons.map((each) => [`${each.table} ${each.status}`, ...side(each, each.old), ...side(each, each.new), isEqual(each) ? '' : 'DIFFERENT']),
  ])
