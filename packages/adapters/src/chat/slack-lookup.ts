import { ChatError, type ChatPlace, type OutgoingChat } from '@pantheon/business'
import { z } from 'zod'

/** What our messages' metadata is called. People do not see it; it carries our id of the message. */
export const messageEvent = 'pantheon_message'

const Refusable = z.object({ ok: z.boolean(), error: z.string().optional() })
const Opened = Refusable.extend({ channel: z.object({ id: z.string() }).optional() })
const History = Refusable.extend({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_type: z.string(), event_payload: z.object({ id: z.string().optional() }).optional() }).optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})
type Answer = z.infer<typeof Refusable>

export interface SlackCalls {
  write<T extends Answer>(method: string, shape: z.ZodType<T>, body: Record<string, unknown>): Promise<T>
  read<T extends Answer>(method: string, shape: z.ZodType<T>, query: Record<string, string>): Promise<T>
}

/** Slack is unwell, rather than unwilling: the message is tried again later, and looked for then. */
const passing =
  /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org|rate_?limited|unreadable_|5\d\d|TimeoutError|TypeError|AbortError|unreachable)/
const pageSize = '100'
/** Clocks differ, and a question is not asked long after it was written. */
const leewaySeconds = 600
const mostPages = 20

/**
 * Finds a message that may have been posted: Slack has no key for repeated requests, but keeps metadata with a message and
 * shows it in the conversation's history. Undefined when it is not there, and when the bot may not look (it needs the
 * scopes channels:history or groups:history, and im:history with im:write for people): then it is posted again. Rejects when Slack is away.
 */
export const createSlackLookup = ({ write, read }: SlackCalls) => {
  const search = async ({ id, to, createdAt }: OutgoingChat): Promise<ChatPlace | undefined> => {
    const place = to.recipient === 'room' ? to.id : (await write('conversations.open', Opened, { users: to.id })).channel?.id
    if (place === undefined) return undefined
    const query = { channel: place, oldest: String(Math.floor(createdAt.getTime() / 1000) - leewaySeconds), include_all_metadata: 'true', limit: pageSize }
    let cursor = ''
    for (let page = 0; page < mostPages; page++) {
      const { messages, response_metadata: next } = await read('conversations.history', History, { ...query, ...(cursor !== '' && { cursor }) })
      const found = messages.find(({ metadata }) => metadata?.event_type === messageEvent && metadata.event_payload?.id === id)
      if (found) return { place, remoteId: found.ts }
      cursor = next?.next_cursor ?? ''
      if (cursor === '') return undefined
    }
    return undefined
  }
  return (message: OutgoingChat): Promise<ChatPlace | undefined> =>
    search(message).catch((error: unknown) => {
      if (error instanceof ChatError && !passing.test(error.code)) return undefined
      throw error
    })
}
