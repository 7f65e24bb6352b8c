import { cutText, parseUrl } from '@pantheon/contract'
import { type ChatContent, ChatError, type ChatTransport, type Interaction, type OutgoingChat } from '@pantheon/notifications'
import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { askChat } from './ask-chat.ts'
import { cutEscaped } from './cut-escaped.ts'
import { isSignedBySlack } from './signatures.ts'
import { createSlackApi } from './slack-api.ts'
import { createSlackLookup, metadataOf } from './slack-lookup.ts'

export interface SlackSettings {
  botToken: string
  signingSecret: string
  /** The channel id; without it only direct messages are sent. */
  channel: string | undefined
  /** https://slack.com/api. */
  apiBase: string
  timeoutMs?: number
}

/** Slack parses markup in text: these three characters must be escaped, and no others (https://api.slack.com/reference/surfaces/formatting#escaping). */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
/** The label of a link, where a pipe or bracket would end it. */
const label = (text: string): string => escaped(text).replaceAll('|', '¦')
const styles = { approve: 'primary', reject: 'danger' } as const

/** A message in Block Kit. The limits are Slack's: 3,000 characters per section, 75 per button. */
const blocksOf = ({ text, details, link, actions }: ChatContent): KnownBlock[] => [
  { type: 'section', text: { type: 'mrkdwn', text: `*${cutEscaped(text, 2800, escaped)}*` } },
  {
    type: 'context',
    elements: [
      ...details.map((detail) => ({ type: 'mrkdwn' as const, text: cutEscaped(detail, 1900, escaped) })),
      { type: 'mrkdwn', text: `<${link.url}|${label(link.label)}>` },
    ],
  },
  ...(actions.length === 0
    ? []
    : [
        {
          type: 'actions' as const,
          elements: actions.map((action) => ({
            type: 'button' as const,
            action_id: action.id,
            style: styles[action.id],
            value: action.value,
            text: { type: 'plain_text' as const, text: cutText(action.label, 75, '…') },
          })),
        },
      ]),
]

const Payload = z.object({
  type: z.string(),
  user: z.object({ id: z.string().min(1), name: z.string().optional(), username: z.string().optional(), locale: z.string().optional() }),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).default([]),
  response_url: z
    .string()
    .refine((text) => parseUrl(text) !== undefined)
    .optional(),
})

/** A button interaction, with a function that responds to its user. */
export interface ReceivedInteraction {
  interaction: Interaction
  answer: (text: string) => Promise<void>
}

/** Slack, with its Web API and a bot token, and the interactions it sends. */
export const createSlack = ({ botToken, signingSecret, channel, apiBase, timeoutMs = 10_000 }: SlackSettings) => {
  const ask = createSlackApi({ botToken, apiBase, timeoutMs })
  const find = createSlackLookup(ask)
  const shown = ({ id, content }: OutgoingChat) => ({
    text: escaped(content.text),
    blocks: blocksOf(content),
    metadata: metadataOf(id),
    unfurl_links: false,
    unfurl_media: false,
  })
  const rewrite: ChatTransport['rewrite'] = async (message, { place, remoteId }) => {
    await ask((slack) => slack.chat.update({ channel: place, ts: remoteId, ...shown(message) }))
  }

  const transport: ChatTransport = {
    channel: 'slack',
    name: 'Slack',
    isEmbedded: false,
    room: channel ?? null,
    post: async (message) => {
      const known = message.isRepeated ? await find(message) : undefined
      if (known) {
        await rewrite(message, known) // its content may have changed since the first attempt
        return known
      }
      // A user id instead of a channel id opens the direct message channel.
      const { channel: place, ts } = await ask((slack) => slack.chat.postMessage({ channel: message.to.id, ...shown(message) }))
      if (place === undefined || ts === undefined) throw new ChatError('no_timestamp')
      return { place, remoteId: ts }
    },
    rewrite,
  }

  return {
    transport,
    /** True when the request is signed by Slack and at most five minutes older than `now`. */
    isSigned: (rawBody: string, headers: { timestamp: string | undefined; signature: string | undefined }, now: Date): boolean =>
      isSignedBySlack(signingSecret, rawBody, headers, now),
    /** The button interaction; undefined for other payloads. */
    read: (rawBody: string): ReceivedInteraction | undefined => {
      const text = new URLSearchParams(rawBody).get('payload')
      let json: unknown
      try {
        json = JSON.parse(text ?? '')
      } catch {
        return undefined
      }
      const payload = Payload.safeParse(json)
      if (!payload.success || payload.data.type !== 'block_actions') return undefined
      const { user, actions, response_url: url } = payload.data
      const value = actions[0]?.value
      if (value === undefined) return undefined
      return {
        interaction: {
          channel: 'slack',
          chatUser: { id: user.id, name: user.username ?? user.name ?? user.id },
          value,
          locale: user.locale?.startsWith('ja') ? 'ja' : 'en',
        },
        answer: async (said) => {
          if (url === undefined) return
          await askChat({ method: 'POST', url, headers: {}, body: { response_type: 'ephemeral', replace_original: false, text: escaped(said) }, timeoutMs })
        },
      }
    },
  }
}
export type Slack = ReturnType<typeof createSlack>
