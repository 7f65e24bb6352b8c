import { createMailbox, type MailCarrier } from '@pantheon/auth'
import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase, storyDialects } from '@pantheon/db/testing'
import { systemClock } from '@pantheon/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailCarrier } from '../src/mail/mail-carrier.ts'
import { createSendgridCarrier } from '../src/mail/sendgrid.ts'
import { createSmtpCarrier } from '../src/mail/smtp.ts'
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
  SMTP: { start: startSmtp, carrier: (url: string, timeoutMs?: number): MailCarrier => createSmtpCarrier({ url, from, ...(timeoutMs && { timeoutMs }) }) },
  SendGrid: {
    start: () => startSendgrid(apiKey),
    carrier: (apiUrl: string, timeoutMs?: number): MailCarrier => createSendgridCarrier({ apiKey, apiUrl, from, ...(timeoutMs && { timeoutMs }) }),
  },
}
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const open = async (name: keyof typeof real) => {
  const server: MailServer = await real[name].start()
  ends.push(() => server.stop())
  return { server, carrier: real[name].carrier(server.url) }
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
  const send = async (carrier: MailCarrier) => {
    const silent = () => undefined
    const mailbox = createMailbox({ db, clock: systemClock, logger: { info: silent, warn: silent, error: silent }, carrier })
    mailbox.start()
    ends.push(mailbox.stop)
    await db.transaction((tx) => mailbox.put(tx, mail.to, letter))
    await mailbox.settled()
    return mailbox
  }

  it('stays at home with the outbox, to be read there', async () => {
    const carrier = createMailCarrier({ smtpUrl: undefined, sendgridApiKey: undefined, sendgridApiUrl: 'http://127.0.0.1:1', from })
    expect(carrier).toMatchObject({ name: 'outbox', isEmbedded: true })
    const mailbox = await send(carrier)
    expect(await mailbox.latest(10)).toMatchObject([{ to: mail.to, ...letter }])
  })

  it.each(Object.keys(real) as (keyof typeof real)[])('reaches the person through %s, and its text is kept nowhere', async (name) => {
    const { server, carrier } = await open(name)
    const mailbox = await send(carrier)
    expect(server.arrived).toEqual([{ from, to: [mail.to], ...letter }])
    expect(await mailbox.latest(10)).toEqual([])
    expect(await db.select().from(db.tables.mails)).toMatchObject([{ text: '', html: '', failedAt: null, tries: 1 }])
  })
})

describe.each(Object.keys(real) as (keyof typeof real)[])('%s', (name) => {
  it('carries many at once, each to its own person', async () => {
    const { server, carrier } = await open(name)
    await Promise.all([1, 2, 3, 4, 5].map((number) => carrier.carry({ ...mail, id: `${mail.id}${number}`, to: `person-${number}@example.test` })))
    expect(server.arrived.map(({ to }) => to.join()).sort()).toEqual([1, 2, 3, 4, 5].map((number) => `person-${number}@example.test`))
  })

  it('calls a repeated mail by the same name', async () => {
    const { server, carrier } = await open(name)
    await carrier.carry(mail)
    const once = [...server.extras]
    await carrier.carry(mail)
    expect(once.join()).toContain(mail.id)
    expect(server.extras).toEqual([...once, ...once])
  })

  it.each(['busy', 'refusing'] as const)('rejects while the other end is %s, without quoting the mail', async (mood) => {
    const { server, carrier } = await open(name)
    server.mood = mood
    const error = await carrier.carry(mail).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      name: 'CarrierError',
      code: { SMTP: { busy: 'EMESSAGE 451', refusing: 'EMESSAGE 554' }, SendGrid: { busy: '429', refusing: '500' } }[name][mood],
    })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/s3cr3t|pass:word|SG\./)
    server.mood = 'well'
    await carrier.carry(mail)
    expect(server.arrived).toHaveLength(1)
  })

  it('does not wait for ever for a silent one', async () => {
    const { server } = await open(name)
    server.mood = 'silent'
    await expect(real[name].carrier(server.url, 100).carry(mail)).rejects.toMatchObject({ name: 'CarrierError' })
  })

  it('rejects when nothing listens there', async () => {
    const { server, carrier } = await open(name)
    await server.stop()
    ends.pop()
    await expect(carrier.carry(mail)).rejects.toMatchObject({ name: 'CarrierError' })
  })

  it('rejects when the other end does not know us', async () => {
    const { server } = await open(name)
    const stranger =
      name === 'SMTP' ? real.SMTP.carrier(server.url.replace('pass', 'guess')) : createSendgridCarrier({ apiKey: 'SG.guess', apiUrl: server.url, from })
    await expect(stranger.carry(mail)).rejects.toMatchObject({ name: 'CarrierError' })
    expect(server.arrived).toEqual([])
  })

  it('writes to one person only, whatever is in the address', async () => {
    const { server, carrier } = await open(name)
    await carrier.carry({ ...mail, to: 'ada@example.test, eve@example.test' }).catch(() => undefined)
    expect(server.arrived.flatMap(({ to }) => to).filter((to) => to === 'eve@example.test')).toEqual([])
  })
})

describe('The carrier that is chosen', () => {
  const settings = { smtpUrl: undefined, sendgridApiKey: undefined, sendgridApiUrl: 'http://127.0.0.1:1', from }
  it('is the first that is configured: SMTP, SendGrid, the outbox', () => {
    const names = [{ smtpUrl: 'smtp://127.0.0.1:1', sendgridApiKey: 'k' }, { sendgridApiKey: 'k' }, {}].map((given) =>
      createMailCarrier({ ...settings, ...given }),
    )
    expect(names.map(({ name, isEmbedded }) => [name, isEmbedded])).toEqual([
      ['SMTP', false],
      ['SendGrid', false],
      ['outbox', true],
    ])
  })
})
