// `npm run import:prisma`: imports an old AIFactory database.
import { ConfigError } from '@pantheon/config'
import { reasonOf } from '../describe-error.ts'
import { readArguments, usage } from './arguments.ts'
import { importPrisma } from './import-prisma.ts'
import { createProgress } from './progress.ts'

process.umask(0o077) // only the owner may read the database and the report, which contain personal data

const options = readArguments(process.argv.slice(2))
if (typeof options === 'string') {
  process.stderr.write(`${options}\n\n${usage}\n`)
  process.exit(1)
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
let isStopped = false
process.once('SIGINT', () => {
  isStopped = true
  say('Stopping after this batch …')
})
const progress = createProgress({ write: (text) => process.stderr.write(text), now: () => performance.now(), isTerminal: process.stderr.isTTY === true })
process.exitCode = await importPrisma(options, { env: process.env, say, progress, isStopped: () => isStopped }).catch((error: unknown) => {
  progress.clear()
  process.stderr.write(`${error instanceof ConfigError ? error.message : `The import ended early: ${reasonOf(error)}`}\n`)
  return 1
})
