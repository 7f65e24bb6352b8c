import { parseArgs } from 'node:util'
import { Currency } from '@pantheon/contract'

/** The options of the command. */
export interface ImportOptions {
  /** The old database. */
  from: string
  /** False for a dry run, which writes nothing. */
  isApply: boolean
  /** A file that gets a line of JSON for each row that cannot be imported. */
  report: string | undefined
  /** The currency of amounts without one in the old database. */
  currency: Currency
  /** Rows in one transaction. */
  batch: number
}

/** The usage text. */
export const usage = `npm run import:prisma -- --from postgres://… [--apply] [--report file] [--currency USD] [--batch 500]

  --from      the old AIFactory database; it is only read. A schema other than "public" is named as Prisma does: ?schema=name
  --apply     imports. Without it, nothing is imported: you see what would be imported, and every row that cannot be taken
  --report    also writes each row that cannot be taken to this file, a line of JSON each
  --currency  what money is in where the old database does not say (USD)
  --batch     rows in one transaction (500)`

/** Parses the command line. Returns the options, or a sentence that says what is wrong. */
export const readArguments = (args: readonly string[]): ImportOptions | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        apply: { type: 'boolean', default: false },
        report: { type: 'string' },
        currency: { type: 'string', default: 'USD' },
        batch: { type: 'string', default: '500' },
      },
    })
    if (!values.from || !/^postgres(ql)?:\/\//.test(values.from)) return 'Say where the old database is: --from postgres://…'
    const currency = Currency.safeParse(values.currency.toUpperCase())
    if (!currency.success) return `--currency ${values.currency}: there is ${Currency.options.join(', ')}.`
    const batch = Number(values.batch)
    if (!Number.isInteger(batch) || batch < 1 || batch > 1000) return '--batch is a whole number from 1 to 1000.'
    return { from: values.from, isApply: values.apply, report: values.report, currency: currency.data, batch }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
