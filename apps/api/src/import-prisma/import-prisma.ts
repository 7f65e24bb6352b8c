import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readConfig } from '@pantheon/config'
import { isPostgres, openDb, sqliteFile } from '@pantheon/db'
import { systemClock, systemScope } from '@pantheon/kernel'
import type { ImportOptions } from './arguments.ts'
import { compareTotals, isEqual } from './compare-totals.ts'
import { createDecider } from './decide-rows.ts'
import { openOldDatabase } from './old-database.ts'
import type { Progress } from './progress.ts'
import { type Refusal, runImport } from './run-import.ts'
import { describeCounts, describePeople, describeProducts, describeRefusal, describeTotals } from './summary.ts'
import type { Taken } from './taken.ts'

/** The environment of the import: variables with the target database, and its output. */
export interface ImportEnvironment {
  env: Record<string, string | undefined>
  /** Prints a line. */
  say: (line: string) => void
  progress: Progress
  /** True once a stop was requested. */
  isStopped: () => boolean
}

const openTarget = async (env: ImportEnvironment['env']) => {
  const config = readConfig(env)
  if (!isPostgres(config.databaseUrl)) mkdirSync(dirname(sqliteFile(config.databaseUrl)), { recursive: true })
  return openDb(config.databaseUrl, { migrationUrl: config.databaseMigrationUrl })
}

/** Returns a function that prints each refused row, and appends it to the report if there is one. */
const refusals = (report: string | undefined, { say, progress }: ImportEnvironment) => {
  if (report !== undefined) writeFileSync(report, '')
  return (refusal: Refusal): void => {
    progress.clear()
    say(describeRefusal(refusal))
    if (report !== undefined) appendFileSync(report, `${JSON.stringify({ table: refusal.table, id: refusal.id, reasons: refusal.reasons })}\n`)
  }
}

/**
 * Imports an old database, or shows what an import would do. Resolves to the exit code: 0 when every row can be or was imported and
 * the totals agree, 130 when it was stopped, else 1.
 */
export const importPrisma = async ({ from, isApply, report, currency, batch }: ImportOptions, environment: ImportEnvironment): Promise<number> => {
  const { env, say, progress, isStopped } = environment
  const old = await openOldDatabase(from)
  const db = await openTarget(env)
  const all = db.as(systemScope)
  try {
    say(isApply ? 'Importing.' : 'Dry run: nothing is imported.')
    const decided = await createDecider({ old, db: all, currency, at: systemClock.now() })
    const refuse = refusals(report, environment)
    const people = { withoutPassword: 0, administrators: 0 }
    const products = { withoutPrice: 0 }
    const accept = ({ rows: { users: user, products: product } }: Taken): void => {
      if (user?.passwordHash === null) people.withoutPassword++
      if (user?.role === 'admin') people.administrators++
      if (product?.priceMinor === 0) products.withoutPrice++
    }
    const counts = await runImport({ old, db: all, decided, isApply, batch, accept, refuse, progress: progress.at, isStopped })
    progress.clear()
    for (const line of [describeCounts(counts, isApply), ...describePeople(people), ...describeProducts(products)]) say(line)
    if (isStopped()) {
      say('Stopped. Run it again and it goes on from here.')
      return 130
    }
    const isComplete = [...counts.values()].every(({ refused }) => refused === 0)
    say(isComplete ? 'Every row can be taken.' : 'Some rows cannot be taken; they are listed above.')
    if (!isApply) return isComplete ? 0 : 1

    const comparisons = await compareTotals({ db: all, decided, batch, progress: (table, done) => progress.at(`checking ${table}`, done) })
    progress.clear()
    say(describeTotals(comparisons))
    const isSame = comparisons.every(isEqual)
    say(
      isSame
        ? 'The totals agree: what could be taken is here.'
        : 'The totals differ where it says so: rows here have changed since they were imported, or are gone.',
    )
    return isComplete && isSame ? 0 : 1
  } finally {
    await Promise.all([old.close(), db.close()])
  }
}
