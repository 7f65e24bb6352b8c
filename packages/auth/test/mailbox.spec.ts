import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailTransport, OutgoingMail } from '../src/index.ts'
import { createMailbox } from '../src/mail/mailbox.ts'

const letter = { subject: 'A subject', text: 'the-secret in text', html: '<p>the-secret in html</p>' }

/** A carrier that does as it is told, and remembers what it was given. */
const transportThat = (send: (mail: OutgoingMail) => Promise<void>, isEmbedded = false) => {
  const given: OutgoingMail[] = []
  const transport: MailTransport = {
    name: 'test',
    isEmbedded,
    send: (mail) => {
      given.push(mail)
      return send(mail)
    },
    close: async () => undefined,
  }
  return { transport, given }
}

describe.each(dialects)('The mailbox on %s', (dialect) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let db: Db
  let now: number
  let said: string[]
  let stops: (() => Promise<void>)[]
  beforeAll(async () => {
    database = await createTestDatabase(dialect)
    db = await openDb(database.url)
  })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeEach(async () => {
    await db.delete(db.tables.mails)
    now = Date.UTC(2030, 0, 1)
    said = []
    stops = []
  })
  afterEach(async () => {
    for (const stop of stops) await stop()
  })

  const clock = { now: () => new Date(now) }
  const hear = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`)
  const open = (transport: MailTransport, on: Db = db) => {
    const mailbox = createMailbox({ db: on, clock, logger: { info: hear, warn: hear, error: hear }, transport })
    mailbox.start()
    stops.push(mailbox.stop)
    return mailbox
  }
  const write = (mailbox: ReturnType<typeof open>, to = 'ada@example.test') => db.transaction((tx) => mailbox.put(tx, to, letter))
  const rows = () => db.select().from(db.tables.mails)

  it('hands over what was committed, once, and then erases the text', async () => {
    const { transport, given } = transportThat(async () => undefined)
    const mailbox = open(transport)
    await write(mailbox)
    await mailbox.settled()
    await mailbox.settled()
    expect(given).toEqual([{ id: given[0]?.id, to: 'ada@example.test', ...letter }])
    expect(await rows()).toMatchObject([{ text: '', html: '', sentAt: clock.now(), tries: 1 }])
    expect(await mailbox.latest(10)).toEqual([])
  })

  it('hands over nothing of a transaction that was rolled back', async () => {
    const { transport, given } = transportThat(async () => undefined)
    const mailbox = open(transport)
    const broken = db.transaction(async (tx) => {
      await mailbox.put(tx, 'ada@example.test', letter)
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    await mailbox.settled()
    expect(given).toEqual([])
  })

  it('keeps what the embedded carrier has, the newest first', async () => {
    const mailbox = open(transportThat(async () => undefined, true).transport)
    for (const to of ['first@example.test', 'second@example.test', 'third@example.test']) {
      await write(mailbox, to)
      now += 1000
    }
    await mailbox.settled()
    expect(await mailbox.latest(2)).toMatchObject([
      { to: 'third@example.test', ...letter },
      { to: 'second@example.test', ...letter },
    ])
  })

  it('tries again with growing pauses, ten times within a day, then gives up', async () => {
    const { transport, given } = transportThat(async (mail) => Promise.reject(new Error(`refused: ${mail.text}`)))
    const mailbox = open(transport)
    await write(mailbox)
    const begun = now
    const pauses: number[] = []
    for (let tries = 1; tries < 10; tries++) {
      await mailbox.settled()
      const [row] = await rows()
      expect(row).toMatchObject({ tries, sentAt: null, failedAt: null })
      pauses.push((row?.nextTryAt.getTime() ?? 0) - now)
      now = (row?.nextTryAt.getTime() ?? 0) - 1
      await mailbox.settled()
      expect(given).toHaveLength(tries)
      now++
    }
    await mailbox.settled()
    expect(given).toHaveLength(10)
    expect(new Set(given.map(({ id }) => id)).size).toBe(1)
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(now - begun).toBeLessThanOrEqual(24 * 3_600_000)
    expect(await rows()).toMatchObject([{ tries: 10, failedAt: clock.now(), text: '', html: '' }])
    now += 48 * 3_600_000
    await mailbox.settled()
    expect(given).toHaveLength(10)
    expect(said).toHaveLength(10)
    expect(said.join()).not.toContain('secret')
  })

  it('sends each mail once however many instances look at the same time', async () => {
    const other = await openDb(database.url)
    stops.push(() => other.close())
    const { transport, given } = transportThat(() => new Promise((resolve) => setTimeout(resolve, 5)))
    const writer = open(transportThat(async () => undefined).transport)
    await writer.stop()
    for (let i = 0; i < 25; i++) await write(writer, `person-${i}@example.test`)
    const instances = [open(transport), open(transport, other)]
    await Promise.all(instances.map((instance) => instance.settled()))
    await Promise.all(instances.map((instance) => instance.stop()))
    expect(given.map(({ to }) => to).sort()).toEqual(Array.from({ length: 25 }, (_, i) => `person-${i}@example.test`).sort())
  })

  it('takes over the mail of an instance that died with it in hand', async () => {
    const dead = open(transportThat(() => new Promise(() => undefined)).transport)
    stops.pop()
    await write(dead)
    dead.wake()
    await expect.poll(async () => (await rows())[0]?.tries).toBe(1)
    const { transport, given } = transportThat(async () => undefined)
    const heir = open(transport)
    await heir.settled()
    expect(given).toEqual([])
    now += 11 * 60_000
    await heir.settled()
    expect(given).toHaveLength(1)
    void dead.stop()
  })

  it('waits for what is in hand when it stops, and then sends nothing more', async () => {
    let finish: () => void = () => undefined
    const { transport, given } = transportThat(() => new Promise((resolve) => void (finish = resolve)))
    const mailbox = open(transport)
    await write(mailbox)
    mailbox.wake()
    await expect.poll(() => given.length).toBe(1)
    const stopped = mailbox.stop()
    finish()
    await stopped
    expect(await rows()).toMatchObject([{ sentAt: clock.now() }])
    await write(mailbox)
    await mailbox.settled()
    expect(given).toHaveLength(1)
  })
})
