// A worker that takes a job, says so, and never ends: the suite kills it.
import { openDb } from '@pantheon/db'
import { systemClock } from '@pantheon/kernel'
import { openQueue } from './open-queue.ts'

const url = process.argv[2] ?? ''
const logger = { info: () => {}, warn: () => {}, error: () => {} }
const db = await openDb(url)
const queue = await openQueue({ url, db, logger, clock: systemClock, leaseMs: 1000, concurrency: 1, retrySeconds: 1 })
await queue.start(async ({ jobId }) => {
  process.stdout.write(`${jobId}\n`)
  await new Promise(() => {})
})
