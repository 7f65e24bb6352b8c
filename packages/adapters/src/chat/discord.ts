import { cutText } from '@pantheon/contract'
import { type ChatContent, ChatError, type ChatTransport, type OutgoingChat } from '@pantheon/notifications'
import { ButtonStyleTypes, InteractionResponseFlags, InteractionType, MessageComponentTypes } from 'discord-interactions'
import { z } from 'zod'
import { askChat } from './ask-chat.ts'
import { cutEscaped } from './cut-escaped.ts'
import { isSignedByDiscord } from './signatures.ts'
import type { ReceivedInteraction } from './slack.ts'

export interface DiscordSettings {
  botToken: string
  /** The application's public key, in hex. */
  publicKey: string
  /** The channel id; without it only direct messages are sent. */
  channel: string | undefined
  /** https://discord.com/api/v10. */
  apiBase: string
  timeoutMs?: number
}

/** Discord renders Markdown, so names of people and products have to be escaped. */
const escaped = (text: string): string => text.replaceAll(/[\\*_~`|>#[\]()<@:-]/g, String.raw`\$&`)
const styles = { approve: ButtonStyleTypes.SUCCESS, reject: ButtonStyleTypes.DANGER } as const

/** Discord accepts 2,000 characters of content. */
const maxContent = 2000
const contentOf = (text: string, details: readonly string[]): string => {
  const title = `**${cutEscaped(text, maxContent / 2, escaped)}**`
  const rest = details.length === 0 ? '' : cutEscaped(`\n${details.join('\n')}`, maxContent - title.length, escaped)
  return `${title}${rest}`
}

/** A message with its components. `allowed_mentions` prevents mentions. */
const shownOf = ({ text, details, link, actions }: ChatContent) => ({
  content: contentOf(text, details),
  allowed_mentions: { parse: [] },
  components: [
    {
      type: MessageComponentTypes.ACTION_ROW,
      components: [
        ...actions.map(({ id, label, value }) => ({
          type: MessageComponentTypes.BUTTON,
          style: styles[id],
          label: cutText(label, 80, '…'),
          custom_id: value,
        })),
        { type: MessageComponentTypes.BUTTON, style: ButtonStyleTypes.LINK, label: cutText(link.label, 80, '…'), url: link.url },
      ],
    },
  ],
})

/** The message's id in 22 characters, as a nonce: Discord accepts 25, and deduplicates messages by it. */
const nonceOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url').slice(0, 25)

const Made = z.object({ id: z.string().min(1), channel_id: z.string().optional() })
const Refused = z.object({ code: z.number() })
/** Permanent errors: unknown channel, unknown message, missing access, cannot send to this user, missing permissions. */
const finalCodes = new Set([10_003, 10_008, 50_001, 50_007, 50_013])

const User = z.object({ id: z.string().min(1), username: z.string().optional(), global_name: z.string().nullish() })
const Interaction = z.object({
  type: z.int(),
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  locale: z.string().optional(),
  data: z.object({ custom_id: z.string().optional() }).optional(),
  member: z.object({ user: User }).optional(),
  user: User.optional(),
})

/** Discord, with its REST API and a bot token, and the interactions it sends. */
export const createDiscord = ({ botToken, publicKey, channel, apiBase, timeoutMs = 10_000 }: DiscordSettings) => {
  const headers = { authorization: `Bot ${botToken}`, 'user-agent': 'DiscordBot (https://pantheon.example, 1.0)' }
  const call = async (method: 'POST' | 'PATCH', path: string, body: unknown): Promise<z.infer<typeof Made>> => {
    const { status, body: answer } = await askChat({ method, url: `${apiBase}${path}`, headers, body, timeoutMs })
    if (status >= 400) {
      const code = Refused.safeParse(answer).data?.code
      throw new ChatError(`${status}${code === undefined ? '' : `_${code}`}`, undefined, code !== undefined && finalCodes.has(code))
    }
    const made = Made.safeParse(answer)
    if (!made.success) throw new ChatError(`unreadable_${status}`)
    return made.data
  }
  /** The direct message channel with a user; repeated calls return the same one. */
  const placeOf = async ({ to }: OutgoingChat): Promise<string> =>
    to.recipient === 'room' ? to.id : (await call('POST', '/users/@me/channels', { recipient_id: to.id })).id

  const transport: ChatTransport = {
    channel: 'discord',
    name: 'Discord',
    isEmbedded: false,
    room: channel ?? null,
    post: async (message) => {
      const place = await placeOf(message)
      const body = { ...shownOf(message.content), nonce: nonceOf(message.id), enforce_nonce: true }
      return { place, remoteId: (await call('POST', `/channels/${encodeURIComponent(place)}/messages`, body)).id }
    },
    rewrite: async (message, { place, remoteId }) => {
      await call('PATCH', `/channels/${encodeURIComponent(place)}/messages/${encodeURIComponent(remoteId)}`, shownOf(message.content))
    },
  }

  return {
    transport,
    /** True when the request is signed by Discord and at most five minutes older than `now`. */
    isSigned: (rawBody: string, given: { timestamp: string | undefined; signature: string | undefined }, now: Date): Promise<boolean> =>
      isSignedByDiscord(publicKey, rawBody, given, now),
    /** A ping to be answered, a button interaction, or undefined for anything else. */
    read: (rawBody: string): 'ping' | ReceivedInteraction | undefined => {
      let json: unknown
      try {
        json = JSON.parse(rawBody)
      } catch {
        return undefined
      }
      const interaction = Interaction.safeParse(json)
      if (!interaction.success) {
        return typeof json === 'object' && json !== null && 'type' in json && json.type === InteractionType.PING ? 'ping' : undefined
      }
      const { type, application_id: application, token, locale, data, member, user = member?.user } = interaction.data
      if (type === InteractionType.PING) return 'ping'
      const value = data?.custom_id
      if (type !== InteractionType.MESSAGE_COMPONENT || value === undefined || !user) return undefined
      return {
        interaction: {
          channel: 'discord',
          chatUser: { id: user.id, name: user.global_name ?? user.username ?? user.id },
          value,
          locale: locale === 'ja' ? 'ja' : 'en',
        },
        answer: async (answer) => {
          const url = `${apiBase}/webhooks/${encodeURIComponent(application)}/${encodeURIComponent(token)}`
          const { status } = await askChat({
            method: 'POST',
            url,
            headers: {},
            body: { content: cutText(answer, maxContent, '…'), flags: InteractionResponseFlags.EPHEMERAL, allowed_mentions: { parse: [] } },
            timeoutMs,
          })
          if (status >= 400) throw new ChatError(String(status))
        },
      }
    },
  }
}
export type Discord = ReturnType<typeof createDiscord>
