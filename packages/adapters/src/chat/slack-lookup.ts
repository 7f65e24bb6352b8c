import { ChatError, type ChatPlace, type OutgoingChat } from '@pantheon/notifications'
import { z } from 'zod'
import type { AskSlack } from './slack-api.ts'

/** The event type of our messages' metadata, which users do not see; it contains our message id. */
const messageEvent = 'pantheon_message'
const Metadata = z.object({ event_type: z.literal(messageEvent), event_payload: z.object({ id: z.string() }) })

/** Metadata that Slack stores with a message, so that it can be found by its id. */
export const metadataOf = (id: string): z.infer<typeof Metadata> => ({ event_type: messageEvent, event_payload: { id } })

/** Temporary errors of Slack: the message is retried later, and looked up then. */
const temporaryErrors =
  /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org|rate_?limited|unreadable_|5\d\d|TimeoutError|TypeError|AbortError|unreachable)/
const pageSize = 100
/** Allows for clock differences, and for the delay between creating a message and sending it. */
const leewaySeconds = 600
const maxPages = 20

/**
 * Finds a message that may have been posted: Slack has no idempotency keys, but stores metadata with a message and returns it in the
 * conversation's history. Undefined when it is not found, or when the bot may not read the history (it needs the scopes channels:history
 * or groups:history, and im:history with im:write for people): then it is posted again. Rejects when Slack is unavailable.
 */
export const createSlackLookup = (ask: AskSlack) => {
  const search = async ({ id, to, createdAt }: OutgoingChat): Promise<ChatPlace | undefined> => {
    const place = to.recipient === 'room' ? to.id : (await ask((slack) => slack.conversations.open({ users: to.id }))).channel?.id
    if (place === undefined) return undefined
    const oldest = String(Math.floor(createdAt.getTime() / 1000) - leewaySeconds)
    const query = { channel: place, oldest, include_all_metadata: true, limit: pageSize }
    let cursor = ''
    for (let page = 0; page < maxPages; page++) {
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
      if (error instanceof ChatError && !temporaryErrors.test(error.code)) return undefined
      throw error
    })
}
