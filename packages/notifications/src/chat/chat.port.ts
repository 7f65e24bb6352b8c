import type { Locale, NotificationChannel } from '@pantheon/contract'

/** The channels that are chats. */
export type ChatChannel = Extract<NotificationChannel, 'slack' | 'discord' | 'chat'>

/** A button under a message. `value` is returned when it is pressed, and is untrusted input. */
export interface ChatAction {
  id: 'approve' | 'reject'
  label: string
  value: string
}

/** The content of a message as plain text; transports escape it. */
export interface ChatContent {
  text: string
  details: string[]
  link: { label: string; url: string }
  actions: ChatAction[]
  /** The users named in it, each with the line and its version without the name. Absent when it names nobody. */
  people?: { id: string; line: string; anonymous: string }[]
}

/** A message to send; `id` is the same for every attempt. */
export interface OutgoingChat {
  id: string
  to: { recipient: 'room' | 'person'; id: string }
  locale: Locale
  content: ChatContent
  createdAt: Date
  /** True for a repeated attempt: the message may have been delivered although no response was received or recorded. */
  isRepeated: boolean
}

/** The location of a message in the chat, needed to rewrite it. */
export interface ChatPlace {
  place: string
  remoteId: string
}

/** Sends messages to a chat. Rejects with `ChatError`. */
export interface ChatTransport {
  readonly channel: ChatChannel
  /** Name on the system page. */
  readonly name: string
  /** True when messages only go to the page for developers. */
  readonly isEmbedded: boolean
  /** The shared room that all approvers read; null without one. */
  readonly room: string | null
  /** Sends a message. A repeated one that was already delivered is found where the chat supports that, and updated to the current content. */
  post(message: OutgoingChat): Promise<ChatPlace>
  /** Replaces the content of a sent message. */
  rewrite(message: OutgoingChat, at: ChatPlace): Promise<void>
}

/** A message was not accepted. `code` is safe to log. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  constructor(
    readonly code: string,
    /** Milliseconds until the next attempt, when the chat specifies it. */
    readonly waitMs?: number,
    /** True when retrying is pointless. */
    readonly isFinal = false,
  ) {
    super(`The chat did not take the message: ${code}`)
  }
}

/** A pressed button. The chat account is authenticated; which account of ours it belongs to is not known yet. */
export interface Interaction {
  channel: ChatChannel
  chatUser: { id: string; name: string }
  value: string
  /** The language of the chat account. */
  locale: Locale
}
