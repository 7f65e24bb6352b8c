import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Component {
  type: number
  style?: number
  label?: string
  custom_id?: string
  url?: string
  components?: Component[]
}
/** A message in a channel. `versions` counts how often it was written. */
export interface DiscordMessage {
  id: string
  channel_id: string
  content: string
  components: Component[]
  versions: number
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const isButton = ({ type, style, label = '', custom_id: id, url }: Component): boolean =>
  type === 2 &&
  label.length > 0 &&
  label.length <= 80 &&
  (style === 5 ? url !== undefined && id === undefined : id !== undefined && id.length <= 100 && url === undefined)
/** Whether Discord would accept a message, as far as the features that we use. */
const isGood = ({ content, components, allowed_mentions: mentions }: Record<string, unknown>): boolean =>
  typeof content === 'string' &&
  content.length > 0 &&
  content.length <= 2000 &&
  typeof mentions === 'object' &&
  Array.isArray(components) &&
  components.length <= 5 &&
  components.every(
    (row: Component) => row.type === 1 && (row.components?.length ?? 0) > 0 && (row.components?.length ?? 0) <= 5 && row.components?.every(isButton),
  )

/**
 * Starts a local server with the message endpoints of Discord's REST API. It can also press buttons: it sends interactions signed
 * with the application's key, as Discord does.
 */
export const startDiscordServer = async ({ botToken = 'local-bot-token', room = '900000000000000001', application = '700000000000000001' } = {}) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const messages: DiscordMessage[] = []
  const answers: { content: string; flags: number }[] = []
  const byNonce = new Map<string, DiscordMessage>()
  const state = { limited: 0, retryAfter: 30, down: false, errorCode: undefined as number | undefined, calls: 0 }
  let ids = 800_000_000_000_000_000n

  const post = (channel: string, body: Record<string, unknown>): [number, unknown] => {
    if (!/^\d+$/.test(channel)) return [404, { code: 10_003, message: 'Unknown Channel' }]
    if (!isGood(body)) return [400, { code: 50_035, message: 'Invalid Form Body' }]
    const nonce = typeof body.nonce === 'string' ? body.nonce : undefined
    if (nonce !== undefined && nonce.length > 25) return [400, { code: 50_035, message: 'Invalid Form Body' }]
    const before = body.enforce_nonce === true && nonce !== undefined ? byNonce.get(nonce) : undefined
    if (before) return [200, before]
    const message: DiscordMessage = {
      id: String(++ids),
      channel_id: channel,
      content: String(body.content),
      components: body.components as Component[],
      versions: 1,
    }
    messages.push(message)
    if (nonce !== undefined) byNonce.set(nonce, message)
    return [200, message]
  }
  const edit = (channel: string, id: string, body: Record<string, unknown>): [number, unknown] => {
    const message = messages.find((one) => one.channel_id === channel && one.id === id)
    if (!message) return [404, { code: 10_008, message: 'Unknown Message' }]
    if (!isGood(body)) return [400, { code: 50_035, message: 'Invalid Form Body' }]
    Object.assign(message, { content: String(body.content), components: body.components, versions: message.versions + 1 })
    return [200, message]
  }

  const route = (method: string, path: string, body: Record<string, unknown>): [number, unknown] => {
    if (method === 'POST' && path === '/users/@me/channels') return [200, { id: `5${String(body.recipient_id).slice(1)}`, type: 1 }]
    const [, channel = '', id] = /^\/channels\/([^/]+)\/messages(?:\/([^/]+))?$/.exec(path) ?? []
    if (method === 'POST' && channel && id === undefined) return post(channel, body)
    if (method === 'PATCH' && channel && id !== undefined) return edit(channel, id, body)
    return [404, { code: 0, message: '404: Not Found' }]
  }

  const server = createServer(async (request, response) => {
    const body = JSON.parse((await bodyOf(request)) || '{}')
    const path = (request.url ?? '').replace('/api/v10', '')
    if (path.startsWith(`/webhooks/${application}/`)) {
      answers.push(body)
      return json(response, 200, { id: String(++ids) })
    }
    state.calls++
    if (state.down) return json(response, 502, {})
    if (state.limited > 0) {
      state.limited--
      return json(
        response,
        429,
        { message: 'You are being rate limited.', retry_after: state.retryAfter, global: false },
        { 'retry-after': String(state.retryAfter) },
      )
    }
    if (state.errorCode !== undefined) return json(response, 403, { code: state.errorCode, message: 'Refused' })
    if (request.headers.authorization !== `Bot ${botToken}`) return json(response, 401, { code: 0, message: '401: Unauthorized' })
    json(response, ...route(request.method ?? '', path, body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const signed = (rawBody: string, at: Date): Record<string, string> => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const signature = sign(null, Buffer.from(timestamp + rawBody), privateKey).toString('hex')
    return { 'content-type': 'application/json', 'x-signature-timestamp': timestamp, 'x-signature-ed25519': signature }
  }
  const common = () => ({ id: String(++ids), application_id: application, token: 'interaction-token', version: 1 })
  const interactionBody = (user: { id: string; name: string }, value: string): string =>
    JSON.stringify({
      ...common(),
      type: 3,
      locale: 'en-US',
      member: { user: { id: user.id, username: user.name } },
      data: { component_type: 2, custom_id: value },
    })
  const buttonsOf = ({ components }: DiscordMessage): Component[] => components.flatMap((row) => row.components ?? []).filter(({ style }) => style !== 5)

  return Object.assign(state, {
    apiBase: `${url}/api/v10`,
    botToken,
    /** As Discord shows it: the last 32 bytes of the key's DER, in hex. */
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex'),
    room,
    messages,
    /** The ephemeral responses to users who pressed a button. */
    answers,
    buttonsOf,
    interactionBody,
    pingBody: (): string => JSON.stringify({ ...common(), type: 1 }),
    signed,
    /** Presses a button; resolves to the status and body of the response to the interaction. */
    press: async (target: string, user: { id: string; name: string }, value: string): Promise<{ status: number; body: unknown }> => {
      const body = interactionBody(user, value)
      const response = await fetch(target, { method: 'POST', headers: signed(body, new Date()), body })
      return { status: response.status, body: await response.json() }
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  })
}
export type DiscordServer = Awaited<ReturnType<typeof startDiscordServer>>
