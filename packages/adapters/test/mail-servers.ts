import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived at the other end. */
export interface Arrived {
  from: string
  to: string[]
  subject: string
  text: string
  html: string
}

/** What the other end does with the next mails: takes them, asks to try later, says no, or says nothing at all. */
export type Mood = 'well' | 'busy' | 'refusing' | 'silent'

export interface MailServer {
  url: string
  mood: Mood
  readonly arrived: Arrived[]
  /** What came with it that only this protocol has. */
  readonly extras: string[]
  stop(): Promise<void>
}

/** An encoded-word of RFC 2047, or a body in its transfer encoding (RFC 2045), as text. */
const decode = (encoding: string, content: string): string => {
  if (/^b(ase64)?$/i.test(encoding)) return Buffer.from(content, 'base64').toString()
  if (!/^q(uoted-printable)?$/i.test(encoding)) return content
  const bytes = content.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
const header = (block: string, name: string): string => {
  const [, value = ''] = new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(block) ?? []
  return value
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding, word) => decode(encoding, word.replace(/_/g, ' ')))
}
const partOf = (raw: string, type: string): string => {
  const boundary = /boundary="?([^"\r\n;]+)/.exec(raw)?.[1] ?? ''
  for (const part of raw.split(`\r\n--${boundary}`)) {
    const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n')
    if (header(head, 'Content-Type').startsWith(type)) return decode(header(head, 'Content-Transfer-Encoding'), rest.join('\r\n\r\n')).replace(/\r\n/g, '\n')
  }
  return ''
}

/** A real SMTP server on a local socket that wants a password. */
export const startSmtp = async (): Promise<MailServer> => {
  const state = { mood: 'well' as Mood, arrived: [] as Arrived[], extras: [] as string[] }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'pantheon' && password === 'pass:word' ? done(null, { user: 'pantheon' }) : done(new Error('Wrong password')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1')
        const no = (responseCode: number) => done(Object.assign(new Error(`no, because of ${raw.slice(-200)}`), { responseCode }))
        if (state.mood === 'silent') return
        if (state.mood === 'busy') return no(451)
        if (state.mood === 'refusing') return no(554)
        const [head = ''] = raw.split('\r\n\r\n')
        state.extras.push(header(head, 'Message-ID'))
        state.arrived.push({
          from: header(head, 'From'),
          to: session.envelope.rcptTo.map(({ address }) => address),
          subject: header(head, 'Subject'),
          text: partOf(raw, 'text/plain'),
          html: partOf(raw, 'text/html'),
        })
        done()
      })
    },
  })
  server.on('error', () => undefined) // connections that a test cuts
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  return Object.assign(state, {
    url: `smtp://pantheon:pass%3Aword@127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped())
        for (const { _socket } of server.connections as unknown as Set<{ _socket?: { destroy(): void } }>) _socket?.destroy()
      }),
  })
}

/** A server that speaks SendGrid's v3 API as its reference describes it. */
export const startSendgrid = async (apiKey: string): Promise<MailServer> => {
  const state = { mood: 'well' as Mood, arrived: [] as Arrived[], extras: [] as string[] }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks).toString()
    const answer = (status: number, message?: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(message && JSON.stringify({ errors: [{ message, field: null, help: raw }] }))
    if (state.mood === 'silent') return
    if (state.mood === 'busy') return void answer(429, 'too many requests')
    if (state.mood === 'refusing') return void answer(500, 'internal error')
    if (request.method !== 'POST' || request.url !== '/v3/mail/send') return void answer(404, 'not found')
    if (request.headers.authorization !== `Bearer ${apiKey}`) return void answer(401, 'authorization required')
    if (request.headers['content-type'] !== 'application/json') return void answer(415, 'content-type must be application/json')
    const body = JSON.parse(raw)
    const [personalization] = body.personalizations
    const types = body.content.map(({ type }: { type: string }) => type)
    if (types.join() !== 'text/plain,text/html') return void answer(400, 'text/plain must come first')
    state.extras.push(personalization.custom_args.mail_id, JSON.stringify(body.tracking_settings))
    state.arrived.push({
      from: body.from.name ? `${body.from.name} <${body.from.email}>` : body.from.email,
      to: personalization.to.map(({ email }: { email: string }) => email),
      subject: body.subject,
      text: body.content[0].value,
      html: body.content[1].value,
    })
    answer(202)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  })
}
