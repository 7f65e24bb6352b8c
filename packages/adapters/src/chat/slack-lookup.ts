import { ChatError, type ChatPlace, type OutgoingChat } from '@pantheon/notifications'
import { z } from 'zod'
import type { AskSlack } from './slack-api.ts'

/** What our messages' metadata is called. People do not see it; it carries our id of the message. */
const messageEvent = 'pantheon_message'
const Metadata = z.object({ event_type: z.literal(messageEvent), event_payload: z.object({ id: z.string() }) })

/** What Slack keeps with a message, so that it can be found by its id. */
export const metadataOf = (id: string): z.infer<typeof Metadata> => ({ event_type: messageEvent, event_payload: { id } })

/** Slack is unwell, rather than unwilling: the message is tried again later, and looked for then. */
const passing =
  /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org|rate_?limited|unreadable_|5\d\d|TimeoutError|TypeError|AbortError|unreachable)/
const pageSize = 100
/** Clocks differ, and a question is not asked long after it was written. */
const leewaySeconds = 600
const mostPages = 20

/**
 * Finds a message that may have been posted: Slack has no key for repeated requests, but keeps metadata with a message and
 * shows it in the conversation's history. Undefined when it is not there, and when the bot may not look (it needs the
 * scopes channels:history or groups:history, and im:history with im:write for people): then it is posted again. Rejects when Slack is away.
 */
export const createSlackLookup = (ask: AskSlack) => {
  const search = async ({ id, to, createdAt }: OutgoingChat): Promise<ChatPlace | undefined> => {
    const place = to.recipient === 'room' ? to.id : (await ask((slack) => slack.conversations.open({ users: to.id }))).channel?.id
    if (place === undefined) return undefined
    const oldest = String(Math.floor(createdAt.getTime() / 1000) - leewaySeconds)
    const query = { channel: place, oldest, include_all_metadata: true, limit: pageSize }
    let cursor = ''
    for (let page = 0; page < mostPages; page++) {
      const { messages = [], response_metadata: next } = await ask((slack) => slack.conversations.history({ ...query, ...(cursor !== '' && { cursor }) }))
      const found = messages.find(({ metadata }) => Metadata.safeParse(metadata).data?.event_payload.id === id)
      if (found?.ts !== undefined) return { place, remoteId: found.ts }
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
