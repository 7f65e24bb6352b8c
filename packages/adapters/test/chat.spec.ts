import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase, storyDialects } from '@pantheon/db/testing'
import { startDiscordServer, startSlackServer } from '@pantheon/fakes'
import { newId, systemScope } from '@pantheon/kernel'
import { type ChatContent, type ChatTransport, createChatOutbox } from '@pantheon/notifications'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDiscord } from '../src/chat/discord.ts'
import { createEmbeddedChat } from '../src/chat/embedded-chat.ts'
import { createSlack } from '../src/chat/slack.ts'

const acme = newId(new Date())
const question: ChatContent = {
  text: 'Ada asks you to decide on “<Bread> & *butter* @everyone”',
  details: ['Acme & Sons'],
  link: { label: 'Open', url: 'https://shop.test/approvals/1' },
  actions: [
    { id: 'approve', label: 'Approve', value: 'approve:1' },
    { id: 'reject', label: 'Reject', value: 'reject:1' },
  ],
}
const fresh = { createdAt: new Date(), isRepeated: false }
const answer: ChatContent = { ...question, details: ['Acme & Sons', 'Ben approved it'], actions: [] }

/** What a message looks like to whoever reads it there. */
interface Seen {
  place: string
  text: string
  buttons: string[]
  versions: number
}
interface Stage {
  transport: ChatTransport
  person: string
  seen: () => Promise<Seen[]>
  /** Undefined where nothing can go wrong. */
  trouble?: { limit: (times: number, seconds: number) => void; down: (isDown: boolean) => void; refuse: (isRefusing: boolean) => void }
}
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

type Outbox = ReturnType<typeof createChatOutbox>
const stages: Record<string, (outbox: () => Outbox) => Promise<Stage>> = {
  embedded: async (outbox) => ({
    transport: createEmbeddedChat(),
    person: 'ada',
    seen: async () =>
      (await outbox().latest(50)).toReversed().map(({ recipientId, content, revision }) => ({
        place: recipientId,
        text: [content.text, ...content.details, content.link.url].join('\n'),
        buttons: content.actions.map(({ value }) => value),
        versions: revision,
      })),
  }),
  Slack: async () => {
    const server = await startSlackServer()
    ends.push(server.stop)
    const { botToken, signingSecret, apiBase, room } = server
    return {
      transport: createSlack({ botToken, signingSecret, apiBase, channel: room }).transport,
      person: 'U0ADA',
      seen: async () =>
        server.messages.map((message) => ({
          place: message.channel,
          text: JSON.stringify(message.blocks),
          versions: message.versions,
          buttons: server.buttonsOf(message).map(({ value = '' }) => value),
        })),
      trouble: {
        limit: (times, seconds) => Object.assign(server, { limited: times, retryAfter: seconds }),
        down: (down) => Object.assign(server, { down }),
        refuse: (isRefusing) => Object.assign(server, { error: isRefusing ? 'channel_not_found' : undefined }),
      },
    }
  },
  Discord: async () => {
    const server = await startDiscordServer()
    ends.push(server.stop)
    const { botToken, publicKey, apiBase, room } = server
    return {
      transport: createDiscord({ botToken, publicKey, apiBase, channel: room }).transport,
      person: '600000000000000001',
      seen: async () =>
        server.messages.map((message) => ({
          place: message.channel_id,
          text: message.content + JSON.stringify(message.components),
          versions: message.versions,
          buttons: server.buttonsOf(message).map(({ custom_id: value = '' }) => value),
        })),
      trouble: {
        limit: (times, seconds) => Object.assign(server, { limited: times, retryAfter: seconds }),
        down: (down) => Object.assign(server, { down }),
        refuse: (isRefusing) => Object.assign(server, { errorCode: isRefusing ? 50_001 : undefined }),
      },
    }
  },
}

describe.each(storyDialects)('On %s', (dialect) => {
  describe.each(Object.keys(stages))('a chat message through %s', (name) => {
    let db: Db
    let outbox: Outbox
    let stage: Stage
    let now: Date
    beforeEach(async () => {
      const database = await createTestDatabase(dialect)
      ends.push(() => database.drop())
      db = await openDb(database.url)
      ends.push(() => db.close())
      now = new Date('2026-03-04T05:06:07.891Z')
      await everyone().insert(db.tables.organizations).values({ id: acme, name: 'Acme', createdAt: now })
      stage = await stages[name]!(() => outbox)
      const silent = () => undefined
      outbox = createChatOutbox({ db, clock: { now: () => now }, logger: { info: silent, warn: silent, error: silent }, transports: [stage.transport] })
      outbox.start()
      ends.push(outbox.stop)
    })
    const everyone = () => db.as(systemScope)
    const wait = (seconds: number): void => {
      now = new Date(now.getTime() + seconds * 1000)
    }
    const put = async ({ content = question, eventId = newId(new Date()), to = stage.transport.room ?? '' } = {}) => {
      const recipient = to === stage.transport.room ? ('room' as const) : ('person' as const)
      const message = {
        organizationId: acme,
        channel: stage.transport.channel,
        recipient,
        recipientId: to,
        eventId,
        approvalId: null,
        locale: 'en' as const,
        content,
      }
      await everyone().transaction((tx) => outbox.put(tx, message))
      await outbox.settled()
    }
    const stored = async () => (await everyone().select().from(db.tables.chatMessages))[0]!
    /** What it says from now on. */
    const rewrite = async (content: ChatContent) => {
      const { revision } = await stored()
      await everyone()
        .update(db.tables.chatMessages)
        .set({ content, revision: revision + 1, nextTryAt: now })
      await outbox.settled()
    }

    it('reaches the room, with everything it says and asks', async () => {
      await put()
      const [seen, ...more] = await stage.seen()
      expect(more).toEqual([])
      expect(seen).toMatchObject({ place: stage.transport.room, buttons: ['approve:1', 'reject:1'], versions: 1 })
      for (const said of ['Acme', 'https://shop.test/approvals/1', 'butter']) expect(seen?.text).toContain(said)
    })

    if (name !== 'embedded')
      it.each(['room', 'person'] as const)('stands in the %s once, when whoever posted it died before writing that down', async (recipient) => {
        await outbox.stop()
        let live = (): void => undefined
        const dead = new Promise<void>((resolve) => {
          live = resolve
        })
        const { transport } = stage
        const dying = createChatOutbox({
          db,
          clock: { now: () => now },
          logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
          transports: [{ ...transport, post: async (message) => transport.post(message).then((place) => dead.then(() => place)) }],
        })
        const [mine, to] = [outbox, recipient === 'room' ? (transport.room ?? '') : stage.person]
        const about = { organizationId: acme, channel: transport.channel, recipientId: to, eventId: newId(new Date()), approvalId: null, locale: 'en' as const }
        await everyone().transaction((tx) => dying.put(tx, { ...about, recipient, content: question }))
        dying.start()
        ends.push(async () => {
          live()
          await dying.stop()
        })
        await expect.poll(async () => (await stage.seen()).length).toBe(1)
        expect(await stored()).toMatchObject({ tries: 1, sentRevision: 0, remoteId: null })
        wait(301) // its lease is over
        mine.start()
        await mine.settled()
        expect(await stored()).toMatchObject({ tries: 0, sentRevision: 1, remoteId: expect.any(String), nextTryAt: null })
        expect(await stage.seen()).toHaveLength(1)
      })

    it('reaches one person', async () => {
      await put({ to: stage.person })
      const [seen] = await stage.seen()
      expect(seen?.place).not.toBe(stage.transport.room)
      expect(seen?.buttons).toEqual(['approve:1', 'reject:1'])
    })

    it('goes out once for each event and recipient, however often it is put in', async () => {
      const eventId = newId(new Date())
      for (let i = 0; i < 3; i++) await put({ eventId })
      await put({ eventId, to: stage.person })
      expect(await stage.seen()).toHaveLength(2)
    })

    it('does not go out of a transaction that was rolled back', async () => {
      const message = { organizationId: acme, channel: stage.transport.channel, recipient: 'room' as const, recipientId: stage.transport.room ?? '' }
      const undone = everyone().transaction(async (tx) => {
        await outbox.put(tx, { ...message, eventId: newId(new Date()), approvalId: null, locale: 'en', content: question })
        throw new Error('undone')
      })
      await expect(undone).rejects.toThrow('undone')
      await outbox.settled()
      expect(await stage.seen()).toEqual([])
    })

    it('is rewritten where it stands, with nothing left to press', async () => {
      await put()
      await rewrite(answer)
      const [seen, ...more] = await stage.seen()
      expect(more).toEqual([])
      expect(seen).toMatchObject({ buttons: [], versions: 2 })
      expect(seen?.text).toContain('Ben approved it')
    })

    it('is sent by one of several instances only', async () => {
      const silent = () => undefined
      const logger = { info: silent, warn: silent, error: silent }
      const others = [1, 2, 3].map(() => createChatOutbox({ db, clock: { now: () => now }, logger, transports: [stage.transport] }))
      for (const other of others) {
        other.start()
        ends.push(other.stop)
      }
      for (let i = 0; i < 5; i++) await put()
      await Promise.all(others.map((other) => other.settled()))
      expect(await stage.seen()).toHaveLength(5)
    })

    if (name === 'embedded') return // nothing can go wrong on the way to nowhere
    it('waits as long as the chat says, and no less', async () => {
      stage.trouble?.limit(1, 90)
      await put()
      expect(await stage.seen()).toEqual([])
      wait(89)
      await outbox.settled()
      expect(await stage.seen()).toEqual([])
      wait(2)
      await outbox.settled()
      expect(await stage.seen()).toHaveLength(1)
    })

    it('is tried again while the chat is away, and comes as it is by then', async () => {
      stage.trouble?.down(true)
      await put()
      await everyone().update(db.tables.chatMessages).set({ content: answer, revision: 2 })
      stage.trouble?.down(false)
      wait(6)
      await outbox.settled()
      expect(await stage.seen()).toMatchObject([{ buttons: [], versions: 1 }])
      expect(await stored()).toMatchObject({ sentRevision: 2, nextTryAt: null, failedAt: null })
    })

    it('is given up at once when it can never be taken, and after eight tries when it could', async () => {
      stage.trouble?.refuse(true)
      await put()
      expect(await stored()).toMatchObject({ tries: 1, failedAt: expect.any(Date), nextTryAt: null })
      stage.trouble?.refuse(false)
      await everyone().delete(db.tables.chatMessages)
      stage.trouble?.down(true)
      await put()
      for (let i = 0; i < 12; i++) {
        wait(4 * 3600)
        await outbox.settled()
      }
      expect(await stored()).toMatchObject({ tries: 8, failedAt: expect.any(Date) })
      expect(await stage.seen()).toEqual([])
    })
  })
})

describe('What people and products are called', () => {
  it('is no markup in Slack', async () => {
    const server = await startSlackServer()
    ends.push(server.stop)
    const { transport } = createSlack({ ...server, channel: server.room })
    await transport.post({ id: newId(new Date()), to: { recipient: 'room', id: server.room }, locale: 'en', content: question, ...fresh })
    expect(JSON.stringify(server.messages[0]?.blocks)).toContain('&lt;Bread&gt; &amp; *butter*')
  })
  it('is no markup in Discord, and calls nobody', async () => {
    const server = await startDiscordServer()
    ends.push(server.stop)
    const { transport } = createDiscord({ ...server, channel: server.room })
    await transport.post({ id: newId(new Date()), to: { recipient: 'room', id: server.room }, locale: 'en', content: question, ...fresh })
    expect(server.messages[0]?.content).toContain(String.raw`\<Bread\> & \*butter\* \@everyone`)
  })
  it('posted twice under one id, is one message in Discord', async () => {
    const server = await startDiscordServer()
    ends.push(server.stop)
    const { transport } = createDiscord({ ...server, channel: server.room })
    const message = { id: newId(new Date()), to: { recipient: 'room' as const, id: server.room }, locale: 'en' as const, content: question, ...fresh }
    expect(await transport.post(message)).toEqual(await transport.post(message))
    expect(server.messages).toHaveLength(1)
  })
})

describe.each(['Slack', 'Discord'] as const)('A press in %s', (name) => {
  const now = new Date('2026-03-04T05:06:07.000Z')
  const mallory = { id: 'U0MAL', name: 'mallory' }
  const open = async () => {
    if (name === 'Slack') {
      const server = await startSlackServer()
      ends.push(server.stop)
      const slack = createSlack({ ...server, channel: server.room })
      const given = (rawBody: string, at = now) => {
        const headers = server.signed(rawBody, at)
        return { timestamp: headers['x-slack-request-timestamp'], signature: headers['x-slack-signature'] }
      }
      return { body: server.interactionBody(mallory, 'approve:1'), given, isSigned: slack.isSigned, read: slack.read }
    }
    const server = await startDiscordServer()
    ends.push(server.stop)
    const discord = createDiscord({ ...server, channel: server.room })
    const given = (rawBody: string, at = now) => {
      const headers = server.signed(rawBody, at)
      return { timestamp: headers['x-signature-timestamp'], signature: headers['x-signature-ed25519'] }
    }
    expect(discord.read(server.pingBody())).toBe('ping')
    return { body: server.interactionBody(mallory, 'approve:1'), given, isSigned: discord.isSigned, read: discord.read }
  }

  it('counts only when it is signed, as it is, within five minutes', async () => {
    const { body, given, isSigned } = await open()
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    expect(await isSigned(body, given(body), now)).toBe(true)
    expect(await isSigned(body, given(body), at(300))).toBe(true)
    expect(await isSigned(body, given(body), at(301))).toBe(false)
    expect(await isSigned(body, given(body), at(-301))).toBe(false)
    expect(await isSigned(`${body} `, given(body), now)).toBe(false)
    expect(await isSigned(body, { ...given(body), timestamp: String(now.getTime() / 1000 + 1) }, now)).toBe(false)
    const { signature = '' } = given(body)
    for (const forged of [undefined, '', 'v0=', signature.slice(0, -1), `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}`, '00'.repeat(64)])
      expect(await isSigned(body, { ...given(body), signature: forged }, now), forged).toBe(false)
    for (const timestamp of [undefined, '', 'now', '-1', '1e9']) expect(await isSigned(body, { ...given(body), timestamp }, now), timestamp).toBe(false)
  })

  it('says who pressed and what', async () => {
    const { body, read } = await open()
    const heard = read(body)
    expect(heard).toMatchObject({ interaction: { channel: name.toLowerCase(), chatUser: mallory, value: 'approve:1', locale: 'en' } })
  })

  it('that cannot be read is none', async () => {
    const { read } = await open()
    for (const garbage of ['', '{}', '[]', 'null', 'payload=', 'payload=%7B%7D', 'payload=null', '{"type":3}', '{"type":"3"}', 'payload=%00'])
      expect(read(garbage), garbage).toBeUndefined()
  })
})
