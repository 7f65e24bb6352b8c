import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Button {
  type: string
  action_id?: string
  value?: string
  text?: { type: string; text: string }
}
interface Block {
  type: string
  text?: { type: string; text: string }
  elements?: (Button & { text?: unknown })[]
}
/** A message in a channel. `versions` counts how often it was written. */
export interface SlackMessage {
  channel: string
  ts: string
  text: string
  blocks: Block[]
  /** Slack's message metadata, which only apps read. */
  metadata: { event_type: string; event_payload: Record<string, unknown> } | undefined
  versions: number
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body))

/** The arguments of a method: Slack accepts JSON, and forms in which some fields contain JSON. */
const argumentsOf = (text: string, contentType = ''): Record<string, unknown> => {
  if (contentType.startsWith('application/json')) return JSON.parse(text)
  const fields = [...new URLSearchParams(text)]
  return Object.fromEntries(fields.map(([name, value]) => [name, name === 'blocks' || name === 'metadata' ? JSON.parse(value) : value]))
}

/** Whether Slack would accept blocks, as far as the Block Kit features that we use. */
const areGood = (blocks: unknown): blocks is Block[] =>
  Array.isArray(blocks) &&
  blocks.length <= 50 &&
  blocks.every((block: Block) => {
    if (block.type === 'section') return block.text?.type === 'mrkdwn' && block.text.text.length > 0 && block.text.text.length <= 3000
    if (block.type === 'context') return (block.elements?.length ?? 0) > 0 && (block.elements?.length ?? 0) <= 10
    if (block.type !== 'actions') return false
    const elements = block.elements ?? []
    const ids = elements.map(({ action_id: id }) => id)
    return (
      elements.length > 0 &&
      new Set(ids).size === ids.length &&
      elements.every(({ type, value = '', text }) => type === 'button' && value.length <= 2000 && (text as { text: string }).text.length <= 75)
    )
  })

/**
 * Starts a local server with the message methods of Slack's Web API. It can also press buttons: it sends signed interactions, as
 * Slack does.
 */
export const startSlackServer = async ({ botToken = 'xoxb-local', signingSecret = 'local-signing-secret', room = 'C0ROOM' } = {}) => {
  const messages: SlackMessage[] = []
  const answers: { text: string; response_type: string; replace_original: boolean }[] = []
  const state = {
    limited: 0,
    retryAfter: 30,
    down: false,
    error: undefined as string | undefined,
    calls: 0,
    /** How many further posts are stored while their responses are lost. */
    losing: 0,
    /** A body that replaces responses, such as the error page of a proxy. */
    page: undefined as string | undefined,
    /** Whether requests get no response. */
    hanging: false,
    /** Whether the bot has the scopes for reading conversations. */
    mayRead: true,
  }
  let clock = Math.floor(Date.now() / 1000)

  const conversationWith = (id: string): string => (id.startsWith('U') ? `D${id.slice(1)}` : id)
  const open = ({ users }: Record<string, unknown>): Record<string, unknown> =>
    state.mayRead ? { ok: true, channel: { id: conversationWith(String(users)) } } : { ok: false, error: 'missing_scope', needed: 'im:write' }
  /** A page of three, the newest first. */
  const history = (query: Record<string, unknown>): Record<string, unknown> => {
    if (!state.mayRead) return { ok: false, error: 'missing_scope', needed: 'channels:history' }
    const oldest = Number(query.oldest ?? 0)
    const hasMetadata = query.include_all_metadata === 'true'
    const fits = messages.filter(({ channel, ts }) => channel === query.channel && Number(ts) > oldest).reverse()
    const from = Number(query.cursor ?? 0)
    const page = fits.slice(from, from + 3).map(({ ts, text, metadata }) => ({
      type: 'message',
      ts,
      text,
      ...(metadata && { metadata: hasMetadata ? metadata : { event_type: metadata.event_type } }),
    }))
    const next_cursor = from + 3 < fits.length ? String(from + 3) : ''
    return { ok: true, messages: page, has_more: next_cursor !== '', response_metadata: { next_cursor } }
  }

  const post = (body: Record<string, unknown>): Record<string, unknown> => {
    const channel = String(body.channel)
    if (!areGood(body.blocks)) return { ok: false, error: 'invalid_blocks' }
    if (!/^[CDU]/.test(channel)) return { ok: false, error: 'channel_not_found' }
    const place = conversationWith(channel)
    const metadata = body.metadata as SlackMessage['metadata']
    const message: SlackMessage = { channel: place, ts: `${++clock}.000100`, text: String(body.text), blocks: body.blocks, metadata, versions: 1 }
    messages.push(message)
    return { ok: true, channel: place, ts: message.ts }
  }
  const update = (body: Record<string, unknown>): Record<string, unknown> => {
    const message = messages.find(({ channel, ts }) => channel === body.channel && ts === body.ts)
    if (!message) return { ok: false, error: 'message_not_found' }
    if (!areGood(body.blocks)) return { ok: false, error: 'invalid_blocks' }
    Object.assign(message, { text: String(body.text), blocks: body.blocks, versions: message.versions + 1 })
    return { ok: true, channel: message.channel, ts: message.ts }
  }

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request)
    if (request.url === '/answers') {
      answers.push(JSON.parse(text))
      return json(response, 200, { ok: true })
    }
    state.calls++
    if (state.hanging) return
    if (state.page !== undefined) return void response.end(state.page)
    if (state.down) return json(response, 503, {})
    if (state.limited > 0) {
      state.limited--
      return json(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(state.retryAfter) })
    }
    if (state.error) return json(response, 200, { ok: false, error: state.error })
    if (request.headers.authorization !== `Bearer ${botToken}`) return json(response, 200, { ok: false, error: 'invalid_auth' })
    const method = request.url?.replace('/api/', '') ?? ''
    const known = { 'chat.postMessage': post, 'chat.update': update, 'conversations.open': open, 'conversations.history': history }[method]
    const answer = known ? known(argumentsOf(text, request.headers['content-type'])) : { ok: false, error: 'unknown_method' }
    if (method === 'chat.postMessage' && state.losing > 0) {
      state.losing--
      return void response.destroy()
    }
    json(response, 200, answer)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const signed = (rawBody: string, at: Date): Record<string, string> => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${rawBody}`).digest('hex')
    return { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` }
  }
  /** The body of an interaction in Slack's format. */
  const interactionBody = (user: { id: string; name: string }, value: string): string => {
    const actions = [{ type: 'button', action_id: value.split(':')[0], value }]
    const payload = { type: 'block_actions', user: { id: user.id, username: user.name }, actions, response_url: `${url}/answers` }
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  }
  const buttonsOf = ({ blocks }: SlackMessage): Button[] => blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements ?? []) : []))

  return Object.assign(state, {
    apiBase: `${url}/api`,
    botToken,
    signingSecret,
    room,
    messages,
    /** The ephemeral responses to users who pressed a button. */
    answers,
    buttonsOf,
    interactionBody,
    signed,
    /** Presses a button; resolves to the status of the response to the interaction. */
    press: async (target: string, user: { id: string; name: string }, value: string): Promise<number> => {
      const body = interactionBody(user, value)
      return (await fetch(target, { method: 'POST', headers: signed(body, new Date()), body })).status
    },
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  })
}
export type SlackServer = Awaited<ReturnType<typeof startSlackServer>>
