import { setTimeout as sleep } from 'node:timers/promises'
import { mintScope, newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, eq, openDb, type Sign } from '../src/index.ts'
import { createTestDatabase, dialects } from '../src/testing/index.ts'

describe.each(dialects)('Signed work on %s', (dialect) => {
  let db: Db
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  beforeAll(async () => {
    database = await createTestDatabase(dialect)
    db = await openDb(database.url)
  })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  const consumer = async (name: string) => (await db.select().from(db.tables.eventConsumers).where(eq(db.tables.eventConsumers.name, name)))[0]
  const add = (handle: Pick<Db, 'transaction'>, name: string) => handle.transaction((tx) => tx.insert(tx.tables.eventConsumers).values({ name, lastSeq: 0 }))
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(1)
  }
  /** Writes `name` beside whatever is done. */
  const signing =
    (name: string): Sign =>
    async (tx) =>
      void (await tx.insert(tx.tables.eventConsumers).values({ name, lastSeq: 0 }).onConflictDoNothing())

  it('commits with its signature, through whichever handle it is done', async () => {
    await db.signed(signing('signature-1'), () => add(db, 'work-1'))
    await db.signed(signing('signature-2'), () => add(db.as(mintScope(newId(new Date()))), 'work-2'))
    for (const name of ['work-1', 'signature-1', 'work-2', 'signature-2']) expect(await consumer(name), name).toBeDefined()
  })

  it('is undone when it is not signed, and leaves no signature when it fails', async () => {
    const refused = db.signed(
      () => Promise.reject(new Error('not yours any more')),
      () => add(db, 'work-3'),
    )
    await expect(refused).rejects.toThrow('not yours any more')
    expect(await consumer('work-3')).toBeUndefined()
    const failing = db.signed(signing('signature-4'), () => db.transaction(() => Promise.reject(new Error('no'))))
    await expect(failing).rejects.toThrow('no')
    expect(await consumer('signature-4')).toBeUndefined()
  })

  it('is told what was announced', async () => {
    const told: unknown[] = []
    const note: Sign = async (_, events) => void told.push(...events)
    await db.signed(note, () => db.transaction(async (tx) => tx.emit('order.placed', { organizationId: null, actorId: null, data: { orderId: 'order-1' } })))
    expect(told).toMatchObject([{ name: 'order.placed', subjects: { subject: { type: 'order', id: 'order-1' } } }])
  })

  it('signs nothing of what goes on beside it, comes after it, or hears of it', async () => {
    let signatures = 0
    const count: Sign = async () => void signatures++
    const heard: Promise<unknown>[] = []
    const stop = db.onEvents(() => void heard.push(add(db, `listener-${heard.length}`)))
    let isOver = false
    let later: Promise<unknown> = Promise.resolve()
    await Promise.all([
      db.signed(count, async () => {
        later = until(() => isOver).then(() => add(db, 'later'))
        await db.transaction(async (tx) => tx.emit('order.placed', { organizationId: null, actorId: null, data: { orderId: 'order-2' } }))
        await expect.poll(() => heard.length).toBeGreaterThan(0)
        await Promise.all(heard)
      }),
      add(db, 'beside'),
    ])
    stop()
    isOver = true
    await later
    expect(signatures).toBe(1)
    expect(await consumer('later')).toBeDefined()
  })
})
