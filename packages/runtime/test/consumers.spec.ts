import { setTimeout as sleep } from 'node:timers/promises'
import type { ErrorCode } from '@pantheon/contract'
import { type Db, eq, openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { Failure, newId, systemClock } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releaseHeld, saveHeld } from '../src/events/held-events.repo.ts'
import { createConsumer } from '../src/index.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

describe.each(dialects)('A consumer of the event log whose handler fails, on %s', (dialect) => {
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
  type Name = 'order.placed' | 'order.approved' | 'order.started' | 'order.cancelled'
  const emit = (orderId: string, ...names: Name[]) =>
    db.transaction(async (tx) => {
      for (const name of names) tx.emit(name, { organizationId: null, actorId: null, data: { orderId } })
    })
  /** A consumer that fails while `fails` says so, and what it has handled. */
  const consuming = async (
    name: string,
    tries: number,
    fails: (event: { name: Name; orderId: string }) => boolean,
    codeOf: (failures: number) => ErrorCode = () => 'order.wrong_state',
  ) => {
    const handled: string[] = []
    let failures = 0
    const handle = async (event: { name: Name; data: { orderId: string } }): Promise<void> => {
      if (fails({ name: event.name, orderId: event.data.orderId })) throw new Failure(codeOf(++failures))
      handled.push(`${event.data.orderId} ${event.name}`)
    }
    const handlers = { 'order.placed': handle, 'order.approved': handle, 'order.started': handle, 'order.cancelled': handle }
    const consumer = createConsumer({ db, clock: systemClock, logger: quiet, policy: { tries, pauseMs: 10 } }, name, handlers)
    await consumer.start()
    return {
      consumer,
      handled,
      failures: () => failures,
      of: (orderId: string) => handled.filter((line) => line.startsWith(orderId)).map((line) => line.slice(37)),
    }
  }
  const heldBy = (consumer: string) =>
    db.select().from(db.tables.heldEvents).where(eq(db.tables.heldEvents.consumer, consumer)).orderBy(db.tables.heldEvents.seq)
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(5)
  }

  it('parks the event after its tries; other orders go on, the same order waits behind it, and a replay puts it right in order', async () => {
    const [poisoned, healthy] = [newId(systemClock.now()), newId(systemClock.now())]
    let isBroken = true
    const { consumer, of, failures } = await consuming('parks', 3, ({ orderId, name }) => isBroken && orderId === poisoned && name === 'order.placed')
    await emit(poisoned, 'order.placed', 'order.approved')
    await emit(healthy, 'order.placed', 'order.approved')
    await emit(poisoned, 'order.started')
    await consumer.settled()
    expect(of(healthy)).toEqual(['order.placed', 'order.approved'])
    expect(of(poisoned)).toEqual([])
    expect(failures()).toBe(3)
    const [first, ...behind] = await heldBy('parks')
    expect(first).toMatchObject({ state: 'parked', tries: 3, error: 'order.wrong_state', subject: `order:${poisoned}` })
    expect(behind.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    const parked = await db
      .as({ organizationId: null } as never)
      .select()
      .from(db.tables.events)
      .where(eq(db.tables.events.name, 'event.parked'))
    expect(parked.map(({ data }) => data.parkedEventId)).toContain(first?.id)

    isBroken = false
    await saveHeld(db, first?.id ?? '', { state: 'retrying', dueAt: systemClock.now() })
    await emit(poisoned, 'order.cancelled')
    await until(() => of(poisoned).length === 4)
    await consumer.stop()
    expect(of(poisoned)).toEqual(['order.placed', 'order.approved', 'order.started', 'order.cancelled'])
    expect(await heldBy('parks')).toEqual([])
  })

  it('goes on behind an event that is dropped, and takes up what it held after a restart', async () => {
    const orderId = newId(systemClock.now())
    const fails = ({ name }: { name: Name }) => name === 'order.placed'
    const first = await consuming('drops', 1, ({ orderId: id, name }) => id === orderId && fails({ name }))
    await emit(orderId, 'order.placed', 'order.approved')
    await first.consumer.settled()
    await until(async () => (await heldBy('drops')).some(({ state }) => state === 'parked' || state === 'retrying'))
    await first.consumer.stop()
    const [held] = await heldBy('drops')
    await releaseHeld(db, held?.id ?? '')
    const second = await consuming('drops', 1, () => false)
    await until(() => second.of(orderId).length === 1)
    await second.consumer.stop()
    expect(second.of(orderId)).toEqual(['order.approved'])
    expect(await heldBy('drops')).toEqual([])
  })

  it.each(['payment.provider_unreachable', 'server.unavailable'] as const)('parks nothing while %s says that somebody is away', async (code) => {
    const orderId = newId(systemClock.now())
    let isAway = true
    const name = `away ${code}`
    const { of, consumer, failures } = await consuming(
      name,
      2,
      (event) => isAway && event.orderId === orderId,
      () => code,
    )
    await emit(orderId, 'order.placed', 'order.approved')
    await until(() => failures() > 4) // it would have been parked after two
    expect(await heldBy(name)).toMatchObject([{ state: 'retrying', tries: 0, error: code }, { state: 'waiting' }])
    isAway = false
    await until(() => of(orderId).length === 2)
    expect(of(orderId)).toEqual(['order.placed', 'order.approved'])
    await consumer.stop()
  })

  it('counts no try while somebody was away: what fails after that has all of its tries', async () => {
    const orderId = newId(systemClock.now())
    const codeOf = (failures: number): ErrorCode => (failures <= 5 ? 'server.unavailable' : 'order.wrong_state')
    const { consumer, failures } = await consuming('back again', 3, (event) => event.orderId === orderId, codeOf)
    await emit(orderId, 'order.placed')
    await consumer.settled()
    await consumer.stop()
    expect(await heldBy('back again')).toMatchObject([{ state: 'parked', tries: 3, error: 'order.wrong_state' }])
    expect(failures()).toBe(5 + 3)
  })

  it('parks an event at its first failure where it has one try, and tells of it once', async () => {
    const orderId = newId(systemClock.now())
    const { consumer, failures } = await consuming('one try', 1, (event) => event.orderId === orderId)
    await emit(orderId, 'order.placed', 'order.approved')
    await consumer.settled()
    await consumer.stop()
    expect(failures()).toBe(1)
    const held = await heldBy('one try')
    expect(held).toMatchObject([{ state: 'parked', tries: 1 }, { state: 'waiting' }])
    const { events } = db.tables
    const told = await db
      .as({ organizationId: null } as never)
      .select()
      .from(events)
      .where(eq(events.name, 'event.parked'))
    expect(told.filter(({ data }) => data.consumer === 'one try').map(({ data }) => data.parkedEventId)).toEqual([held[0]?.id])
  })
})
