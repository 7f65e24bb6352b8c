import type { Locale, NotificationChannel } from '@pantheon/contract'

/** The channels that are chats. */
export type ChatChannel = Extract<NotificationChannel, 'slack' | 'discord' | 'chat'>

/** Something to press under a message. `value` comes back with the press; nothing in it is believed without a look. */
export interface ChatAction {
  id: 'approve' | 'reject'
  label: string
  value: string
}

/** What a message says and asks. Nothing in it is markup: whoever brings it escapes it. */
export interface ChatContent {
  text: string
  details: string[]
  link: { label: string; url: string }
  actions: ChatAction[]
  /** Whom it names, in which of its lines, and what that line is without the name. Absent where it names nobody. */
  people?: { id: string; line: string; anonymous: string }[]
}

/** A message on its way; `id` is the same however often it is tried. */
export interface OutgoingChat {
  id: string
  to: { recipient: 'room' | 'person'; id: string }
  locale: Locale
  content: ChatContent
  createdAt: Date
  /** True when it was tried before: it may be there, if whoever tried heard no answer or died before writing it down. */
  isRepeated: boolean
}

/** Where a message is in the chat: what it takes to rewrite it. */
export interface ChatPlace {
  place: string
  remoteId: string
}

/** Brings messages to a chat. Rejects with `ChatError`. */
export interface ChatTransport {
  readonly channel: ChatChannel
  /** How it is called on the system page. */
  readonly name: string
  /** True when messages go nowhere but the page for whoever develops. */
  readonly isEmbedded: boolean
  /** The room that everybody who decides reads; null without one. */
  readonly room: string | null
  /** Brings it there; one that is repeated and there already is found where the chat lets us look, and says what it says now. */
  post(message: OutgoingChat): Promise<ChatPlace>
  /** Puts what it says now where it stands. */
  rewrite(message: OutgoingChat, at: ChatPlace): Promise<void>
}

/** A message was not taken. `code` is safe to log. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  constructor(
    readonly code: string,
    /** Milliseconds until the next try, when the chat has said so. */
    readonly waitMs?: number,
    /** True when it will never be taken. */
    readonly isFinal = false,
  ) {
    super(`The chat did not take the message: ${code}`)
  }
}

/** Somebody pressed a button. Who it is in the chat is certain; who it is here is not. */
export interface Interaction {
  channel: ChatChannel
  chatUser: { id: string; name: string }
  value: string
  /** The language the chat says they read. */
  locale: Locale
}
