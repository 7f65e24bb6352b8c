import { events as catalogue, type EventData, type EventName, type EventSubject, subjectsOf } from '@pantheon/contract'
import { newId, systemScope } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { eq, openDb, readSince, readSubjectEvents, toLoggedEvent } from '../src/index.ts'
import { createEmptyDatabase, createTestDatabase, dialects } from '../src/testing/index.ts'
import { migrateTo, openAsOwner } from './old-database.ts'

const everyone = systemScope
/** What the version before the migration did not know. */
const newer: readonly EventName[] = ['job.refused']
const names = (Object.keys(catalogue) as EventName[]).filter((name) => !newer.includes(name))
/** Data that names everything it may, by its field. */
const fullData = (name: EventName, resourceType: string): EventData<EventName> =>
  Object.fromEntries(
    Object.keys(catalogue[name].shape).map((field) => [field, field === 'resourceType' ? resourceType : field]),
  ) as unknown as EventData<EventName>
const without = (data: EventData<EventName>, field: string) => ({ ...data, [field]: null }) as unknown as EventData<EventName>

interface OldEvent {
  name: EventName
  data: EventData<EventName>
  orderId: string | null
}
const order = (id: string): EventSubject => ({ type: 'order', id })
/** Every event there was, as the version before has written it: with all that it may name, with less, and with nothing. */
const oldEvents: OldEvent[] = names.flatMap((name) => {
  const namesOrder = 'orderId' in catalogue[name].shape
  const full = fullData(name, 'aws_action')
  return [
    { name, data: full, orderId: namesOrder ? 'orderId' : null },
    { name, data: {} as EventData<EventName>, orderId: null },
    ...(namesOrder && !name.startsWith('order.') ? [{ name, data: without(full, 'orderId'), orderId: null }] : []),
    ...(name.startsWith('approval.')
      ? [
          { name, data: fullData(name, 'refund'), orderId: 'an order' },
          { name, data: fullData(name, 'order'), orderId: 'resourceId' },
        ]
      : []),
  ]
})

describe.each(dialects)('Subjects of events on %s', (dialect) => {
  it('are given by the migration to every event of the log as they are to new ones, what is held waits in its stream, and the audit chain stays as it is', async () => {
    const database = await createEmptyDatabase(dialect)
    await migrateTo(dialect, database.url, '0029_schedules')
    const owner = await openAsOwner(dialect, database.url)
    for (const [i, { name, data, orderId }] of oldEvents.entries())
      await owner.ask('insert into events (id, name, order_id, at, data) values (:1, :2, :3, :4, :5)', [
        ...[`event-${i}`, name, orderId, new Date(), JSON.stringify(data)],
      ])
    const seqs = await owner.ask("select seq, name from events where name = 'approval.approved' and order_id = 'an order'")
    for (const consumer of ['fulfilment', 'audit'])
      await owner.ask(
        "insert into held_events (id, consumer, seq, subject, state, tries, due_at, created_at) values (:1, :2, :3, 'refund:resourceId', 'parked', 8, :4, :5)",
        [consumer, consumer, seqs[0]?.seq, new Date(), new Date()],
      )
    const entry = ['acme', 1, 'event-0', 'order.placed', 'order', 'orderId', '0'.repeat(64), 'a'.repeat(64), new Date()]
    await owner.ask(
      `insert into audit_entries (organization_id, seq, id, action, resource_type, resource_id, prev_hash, hash, at) values (:1, :2, :3, :4, :5, :6, :7, :8, :9)`,
      entry,
    )
    const chain = await owner.ask('select * from audit_entries order by id')

    const db = await openDb(database.url)
    expect(await owner.ask('select * from audit_entries order by id')).toEqual(chain)
    await owner.close()
    const rows = await readSince(db.as(everyone), 0, 10_000)
    expect(rows).toHaveLength(oldEvents.length)
    for (const [i, row] of rows.entries()) {
      const { name, data, orderId } = oldEvents[i] as OldEvent
      const itself: EventSubject = { type: 'event', id: row.id }
      const expected = subjectsOf(name, data, orderId === null ? undefined : order(orderId)) ?? { subject: itself, related: [], streamKey: `event:${row.id}` }
      const { subjectType, subjectId, related, streamKey } = row
      expect([name, data, { subject: { type: subjectType, id: subjectId }, related, streamKey }]).toEqual([name, data, expected])
    }
    const held = await db.select().from(db.tables.heldEvents)
    expect(Object.fromEntries(held.map(({ consumer, subject }) => [consumer, subject]))).toEqual({ fulfilment: 'order:an order', audit: 'refund:resourceId' })
    await db.close()
    await database.drop()
  })
})

describe.each(dialects)('What happened to a subject, on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const log = db.as(everyone)
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  const at = new Date()
  const [orderId, paymentId, refundId, jobId, courseId, approvalId, other] = Array.from({ length: 7 }, () => newId(at)) as [string, ...string[]] & string[]
  const nobody = { organizationId: null, actorId: null }
  const namesOf = async (subject: EventSubject, limit = 100): Promise<EventName[]> =>
    (await readSubjectEvents(log, everyone, subject, { leftOut: ['job.progressed'], limit })).map(({ name }) => name)
  await db.transaction(async (tx) => {
    tx.emit('order.placed', { ...nobody, data: { orderId } })
    tx.emit('order.placed', { ...nobody, data: { orderId: other as string } })
    tx.emit('payment.succeeded', { ...nobody, data: { paymentId: paymentId as string, orderId } })
    tx.emit('job.queued', { ...nobody, data: { jobId: jobId as string, jobType: 'course', orderId } })
    tx.emit('course.completed', { ...nobody, data: { courseId: courseId as string, jobId: jobId as string, orderId } })
    tx.emit('approval.approved', {
      ...nobody,
      owner: order(orderId),
      data: { approvalId: approvalId as string, resourceType: 'refund', resourceId: refundId as string, requesterId: 'somebody' },
    })
  })

  it('is what is told of it and of all that belongs to it, newest first', async () => {
    expect(await namesOf(order(orderId))).toEqual(['approval.approved', 'course.completed', 'job.queued', 'payment.succeeded', 'order.placed'])
    expect(await namesOf(order(orderId), 2)).toEqual(['approval.approved', 'course.completed'])
    expect(await namesOf({ type: 'course', id: courseId as string })).toEqual(['course.completed'])
    expect(await namesOf({ type: 'payment', id: paymentId as string })).toEqual(['payment.succeeded'])
    expect(await namesOf(order(newId(at)))).toEqual([])
  })

  it('has what a server of the version before writes meanwhile, which knows no subjects', async () => {
    const { events } = db.tables
    const id = newId(at)
    const old = {
      id,
      name: 'approval.expired' as const,
      orderId,
      at,
      data: { approvalId, resourceType: 'refund', resourceId: refundId, requesterId: 'somebody' },
    }
    await log.insert(events).values(old)
    expect((await namesOf(order(orderId)))[0]).toBe('approval.expired')
    const [row] = await log.select().from(events).where(eq(events.id, id))
    expect(row && toLoggedEvent(row)).toMatchObject({
      subject: { type: 'approval', id: approvalId },
      related: [order(orderId), { type: 'refund', id: refundId }],
    })
  })

  it('is written for servers of the version before, too: they read by order', async () => {
    const { events } = db.tables
    const rows = await log.select({ name: events.name }).from(events).where(eq(events.orderId, orderId)).orderBy(events.seq)
    expect(rows).toHaveLength(6)
  })

  it('is found by indexes', async () => {
    if (dialect === 'sqlite') {
      const owner = await openAsOwner(dialect, database.url)
      const plan = await owner.ask(
        "explain query plan select * from events where stream_key = 'x' or (subject_type = 'order' and subject_id = 'x') or (stream_key is null and order_id = 'x') order by seq desc limit 5",
      )
      expect(plan.map(({ detail }) => String(detail)).join('\n')).not.toMatch(/SCAN events/)
      await owner.close()
    } else {
      await log.transaction(async (tx) => {
        await tx.raw('set local enable_seqscan = off; set local enable_indexscan = on', [])
        const { rows } = await tx.raw(
          "explain select * from events where stream_key = 'x' or (subject_type = 'order' and subject_id = 'x') or (stream_key is null and order_id = 'x')",
          [],
        )
        expect(JSON.stringify(rows)).toMatch(/events_stream_idx.*events_subject_idx.*events_order_idx/s)
      })
    }
  })

  it('must be named by whatever is announced', async () => {
    await expect(db.transaction(async (tx) => tx.emit('order.placed', { ...nobody, data: {} as never }))).rejects.toThrow('order.placed names nothing')
  })
})
