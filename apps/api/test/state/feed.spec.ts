import { lastSeq, openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { newId, systemScope } from '@pantheon/kernel'
import { createFeed } from '@pantheon/state'
import { afterAll, describe, expect, it } from 'vitest'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

describe.each(dialects)('The feed on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const feed = createFeed({ db, logger: quiet })
  await feed.start()
  afterAll(async () => {
    await feed.stop()
    await db.close()
    await database.drop()
  })
  const emit = (): Promise<void> =>
    db.as(systemScope).transaction(async (tx) => {
      const orderId = newId(new Date())
      tx.emit('order.placed', { organizationId: null, actorId: null, data: { orderId } })
    })
  const reader = { scope: systemScope, userId: newId(new Date()) }

  it('goes on from a snapshot that knows more than it has read yet, and asks for no other', async () => {
    for (let round = 0; round < 20; round++) {
      // The first is read at once, the second only after the rest that follows.
      await emit()
      await emit()
      const from = await lastSeq(db.as(systemScope))
      const stop = new AbortController()
      const events = feed.since(from, reader, stop.signal)
      const next = events.next()
      await emit()
      expect((await next).value).toMatchObject({ seq: from + 1 })
      stop.abort()
      await events.return(undefined)
    }
  })

  it('asks for a snapshot by whoever has an id of another log', async () => {
    const stop = new AbortController()
    const events = feed.since((await lastSeq(db.as(systemScope))) + 1000, reader, stop.signal)
    expect(await events.next()).toEqual({ done: false, value: undefined })
    stop.abort()
    await events.return(undefined)
  })
})
