// A worker that stands still in the middle of a transaction, as one does whose machine swaps or is paused, and says how it ended once it goes on.
import { eq, openDb } from '@pantheon/db'
import { failureOf } from '@pantheon/kernel'

const [url = '', name = '', idleMs = ''] = process.argv.slice(2)
const db = await openDb(url, { limits: { idleInTransactionMs: Number(idleMs) } })
const outcome = await db
  .transaction(async (tx) => {
    const { eventConsumers } = tx.tables
    await tx.update(eventConsumers).set({ lastSeq: 13 }).where(eq(eventConsumers.name, name))
    process.kill(process.pid, 'SIGSTOP')
    await new Promise((resolve) => setImmediate(resolve)) // the end of the connection is read before the next statement is sent
    await tx.update(eventConsumers).set({ lastSeq: 14 }).where(eq(eventConsumers.name, name))
  })
  .then(
    () => 'committed',
    (error: unknown) => failureOf(error)?.code ?? String(error),
  )
process.stdout.write(outcome)
await db.close()
