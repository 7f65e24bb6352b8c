import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, lastSeq, openDb, readSince } from '../src/index.ts'
import { createTestDatabase, dialects } from '../src/testing/index.ts'

describe.each(dialects)('The event log on %s', (dialect) => {
  let db: Db
  let other: Db
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  beforeAll(async () => {
    database = await createTestDatabase(dialect)
    db = await openDb(database.url)
    other = await openDb(database.url)
  })
  afterAll(async () => {
    await Promise.all([db.close(), other.close()])
    await database.drop()
  })
  const emit = (handle: Db, orderId: string, pause = 0) =>
    handle.transaction(async (tx) => {
      tx.emit('order.placed', { organizationId: null, actorId: null, data: { orderId } })
      await tx.$count(tx.tables.products)
      await sleep(pause)
    })

  it('keeps an event only when its transaction commits', async () => {
    const before = await lastSeq(db)
    await expect(
      db.transaction(async (tx) => {
        tx.emit('order.placed', { organizationId: null, actorId: null, data: { orderId: newId(new Date()) } })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await readSince(db, before, 10)).toEqual([])
  })

  it('never shows a reader an event it has already passed: 120 writers on two processes, slow ones among them', async () => {
    const seen: number[] = []
    const before = await lastSeq(db)
    let isWriting = true
    const reader = (async () => {
      let at = before
      for (;;) {
        const isLast = !isWriting
        const rows = await readSince(db, at, 50)
        if (isLast && rows.length === 0) return
        seen.push(...rows.map((row) => row.seq))
        at = rows.at(-1)?.seq ?? at
        await sleep(0)
      }
    })()
    await Promise.all(Array.from({ length: 120 }, (_, i) => emit(i % 2 ? db : other, newId(new Date()), i % 7 === 0 ? 15 : 0)))
    isWriting = false
    await reader
    const all = (await readSince(db, before, 1000)).map((row) => row.seq)
    expect(all).toHaveLength(120)
    expect(seen).toEqual(all)
  })
})
