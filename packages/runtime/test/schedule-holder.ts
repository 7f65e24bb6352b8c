// A process that runs a schedule, says so, and never ends the run: the suite kills it.
import { openDb } from '@pantheon/db'
import { systemClock } from '@pantheon/kernel'
import { createScheduler } from '../src/index.ts'

const logger = { info: () => {}, warn: () => {}, error: () => {} }
const db = await openDb(process.argv[2] ?? '')
const run = async (): Promise<void> => {
  process.stdout.write('running\n')
  await new Promise(() => {})
}
await createScheduler({ db, clock: systemClock, logger, leaseMs: 1000, pollMs: 50 }).start([{ name: 'nightly', every: 3_600_000, run }])
