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

/** Links between chat accounts and our accounts. */
export interface ChatLinksService {
  /** The chat account of a code; fails with `chat.code_invalid` when it is expired, used or unknown. */
  offer(input: ChatCode): Promise<ChatLinkOffer>
  /** Links the actor's account and the chat account; previous links of either are removed. */
  confirm(actor: Actor, input: ChatCode): Promise<ChatLinks>
  list(actor: Actor): Promise<ChatLinks>
  remove(actor: Actor, input: ChatRef): Promise<ChatLinks>
}

/** The inbox of each user, in the organization they act in. */
export interface Notifications {
  /** The actor's own notifications, newest first. */
  list(actor: Actor, input: ListNotifications): Promise<Page<Notification>>
  unread(actor: Actor): Promise<UnreadCount>
  /** Marks one as read. One that was read before stays unchanged. */
  read(actor: Actor, input: NotificationRef): Promise<Notification>
  /** Marks all as read that were created by `until`. Resolves to the number still unread. */
  readAll(actor: Actor, input: ReadNotifications): Promise<UnreadCount>
}

/** The channels over which each user is notified, by kind. */
export interface NotificationPreferencesService {
  read(actor: Actor): Promise<NotificationPreferences>
  /** Sets one kind on one channel; everything else stays. */
  set(actor: Actor, preference: SetNotificationPreference): Promise<NotificationPreferences>
}

/** The services that the API exposes from this package. */
export interface NotificationServices {
  chatLinks: ChatLinksService
  notifications: Notifications
  notificationPreferences: NotificationPreferencesService
}
