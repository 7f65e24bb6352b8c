import type {
  ChatCode,
  ChatLinkOffer,
  ChatLinks,
  ChatRef,
  ListNotifications,
  Notification,
  NotificationPreferences,
  NotificationRef,
  Page,
  ReadNotifications,
  SetNotificationPreference,
  UnreadCount,
} from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Which account of ours a chat account belongs to. */
export interface ChatLinksService {
  /** Whose chat account it is; `chat.code_invalid` when the code is over, used or made up. */
  offer(input: ChatCode): Promise<ChatLinkOffer>
  /** The actor's account and the chat account belong together from now on; what either was linked to before is let go. */
  confirm(actor: Actor, input: ChatCode): Promise<ChatLinks>
  list(actor: Actor): Promise<ChatLinks>
  remove(actor: Actor, input: ChatRef): Promise<ChatLinks>
}

/** What people are told: the inbox of each, in the organization they are in. */
export interface Notifications {
  /** The actor's own notifications, newest first. */
  list(actor: Actor, input: ListNotifications): Promise<Page<Notification>>
  unread(actor: Actor): Promise<UnreadCount>
  /** Marks one as read. Read before, it stays as it is. */
  read(actor: Actor, input: NotificationRef): Promise<Notification>
  /** Marks all as read that was there at `until`. How many are unread after that. */
  readAll(actor: Actor, input: ReadNotifications): Promise<UnreadCount>
}

/** Over which channels each person wants to be told of what. */
export interface NotificationPreferencesService {
  read(actor: Actor): Promise<NotificationPreferences>
  /** Says how it should be for one kind on one channel; everything else stays. */
  set(actor: Actor, wish: SetNotificationPreference): Promise<NotificationPreferences>
}

/** What notifications offer to the API. */
export interface NotificationServices {
  chatLinks: ChatLinksService
  notifications: Notifications
  notificationPreferences: NotificationPreferencesService
}
