import { createMailbox, type MailTransport } from '@pantheon/auth'
import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase, storyDialects } from '@pantheon/db/testing'
import { systemClock } from '@pantheon/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailTransport } from '../src/mail/mail-transport.ts'
import { createSendgridTransport } from '../src/mail/sendgrid.ts'
import { createSmtpTransport } from '../src/mail/smtp.ts'
import { type MailServer, startSendgrid, startSmtp } from './mail-servers.ts'

const from = 'Pantheon パンテオン <no-reply@pantheon.test>'
const apiKey = 'SG.local-key'
const letter = {
  subject: 'パスワードの再設定 — choose a new one, please: the subject is longer than a line may be',
  text: 'Grüße!\n\n.A line that begins with a dot\nhttps://pantheon.test/reset-password?token=s3cr3t-t0ken&x=1\n',
  html: '<p>こんにちは</p><a href="https://pantheon.test/reset-password?token=s3cr3t-t0ken&amp;x=1">Go</a>\n',
}
const mail = { id: '0190a000-0000-7000-8000-000000000001', to: 'ada@example.test', ...letter }

/** Every carrier, and the other end it brings mail to. */
const real = {
  SMTP: {
    start: startSmtp,
    transport: (url: string, timeoutMs?: number): MailTransport => createSmtpTransport({ url, from, ...(timeoutMs && { timeoutMs }) }),
  },
  SendGrid: {
    start: () => startSendgrid(apiKey),
    transport: (apiUrl: string, timeoutMs?: number): MailTransport => createSendgridTransport({ apiKey, apiUrl, from, ...(timeoutMs && { timeoutMs }) }),
  },
}
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const open = async (name: keyof typeof real) => {
  const server: MailServer = await real[name].start()
  ends.push(() => server.stop())
  return { server, transport: real[name].transport(server.url) }
}

describe.each(storyDialects)('A letter from the mailbox on %s', (dialect) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let db: Db
  beforeEach(async () => {
    database = await createTestDatabase(dialect)
    db = await openDb(database.url)
    ends.push(async () => {
      await db.close()
      await database.drop()
    })
  })
  const send = async (transport: MailTransport) => {
    const silent = () => undefined
    const mailbox = createMailbox({ db, clock: systemClock, logger: { info: silent, warn: silent, error: silent }, transport })
    mailbox.start()
    ends.push(mailbox.stop)
    await db.transaction((tx) => mailbox.put(tx, mail.to, letter))
    await mailbox.settled()
    return mailbox
  }

  it('stays at home with the outbox, to be read there', async () => {
    const transport = createMailTransport({ smtpUrl: undefined, sendgridApiKey: undefined, sendgridApiUrl: 'http://127.0.0.1:1', from })
    expect(transport).toMatchObject({ name: 'outbox', isEmbedded: true })
    const mailbox = await send(transport)
    expect(await mailbox.latest(10)).toMatchObject([{ to: mail.to, ...letter }])
  })

  it.each(Object.keys(real) as (keyof typeof real)[])('reaches the person through %s, and its text is kept nowhere', async (name) => {
    const { server, transport } = await open(name)
    const mailbox = await send(transport)
    expect(server.arrived).toEqual([{ from, to: [mail.to], ...letter }])
    expect(await mailbox.latest(10)).toEqual([])
    expect(await db.select().from(db.tables.mails)).toMatchObject([{ text: '', html: '', failedAt: null, tries: 1 }])
  })
})

describe.each(Object.keys(real) as (keyof typeof real)[])('%s', (name) => {
  it('carries many at once, each to its own person', async () => {
    const { server, transport } = await open(name)
    await Promise.all([1, 2, 3, 4, 5].map((number) => transport.send({ ...mail, id: `${mail.id}${number}`, to: `person-${number}@example.test` })))
    expect(server.arrived.map(({ to }) => to.join()).sort()).toEqual([1, 2, 3, 4, 5].map((number) => `person-${number}@example.test`))
  })

  it('calls a repeated mail by the same name', async () => {
    const { server, transport } = await open(name)
    await transport.send(mail)
    const once = [...server.extras]
    await transport.send(mail)
    expect(once.join()).toContain(mail.id)
    expect(server.extras).toEqual([...once, ...once])
  })

  it.each(['busy', 'refusing'] as const)('rejects while the other end is %s, without quoting the mail', async (mood) => {
    const { server, transport } = await open(name)
    server.mood = mood
    const error = await transport.send(mail).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      name: 'CarrierError',
      code: { SMTP: { busy: 'EMESSAGE 451', refusing: 'EMESSAGE 554' }, SendGrid: { busy: '429', refusing: '500' } }[name][mood],
    })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/s3cr3t|pass:word|SG\./)
    server.mood = 'well'
    await transport.send(mail)
    expect(server.arrived).toHaveLength(1)
  })

  it('does not wait for ever for a silent one', async () => {
    const { server } = await open(name)
    server.mood = 'silent'
    await expect(real[name].transport(server.url, 100).send(mail)).rejects.toMatchObject({ name: 'CarrierError' })
  })

  it('rejects when nothing listens there', async () => {
    const { server, transport } = await open(name)
    await server.stop()
    ends.pop()
    await expect(transport.send(mail)).rejects.toMatchObject({ name: 'CarrierError' })
  })

  it('rejects when the other end does not know us', async () => {
    const { server } = await open(name)
    const stranger =
      name === 'SMTP' ? real.SMTP.transport(server.url.replace('pass', 'guess')) : createSendgridTransport({ apiKey: 'SG.guess', apiUrl: server.url, from })
    await expect(stranger.send(mail)).rejects.toMatchObject({ name: 'CarrierError' })
    expect(server.arrived).toEqual([])
  })

  it('writes to one person only, whatever is in the address', async () => {
    const { server, transport } = await open(name)
    await transport.send({ ...mail, to: 'ada@example.test, eve@example.test' }).catch(() => undefined)
    expect(server.arrived.flatMap(({ to }) => to).filter((to) => to === 'eve@example.test')).toEqual([])
  })
})

describe('The carrier that is chosen', () => {
  const settings = { smtpUrl: undefined, sendgridApiKey: undefined, sendgridApiUrl: 'http://127.0.0.1:1', from }
  it('is the first that is configured: SMTP, SendGrid, the outbox', () => {
    const names = [{ smtpUrl: 'smtp://127.0.0.1:1', sendgridApiKey: 'k' }, { sendgridApiKey: 'k' }, {}].map((given) =>
      createMailTransport({ ...settings, ...given }),
    )
    expect(names.map(({ name, isEmbedded }) => [name, isEmbedded])).toEqual([
      ['SMTP', false],
      ['SendGrid', false],
      ['outbox', true],
    ])
  })
})
