export {
  type ChatAction,
  type ChatChannel,
  type ChatContent,
  ChatError,
  type ChatPlace,
  type ChatTransport,
  type Interaction,
  type OutgoingChat,
} from './chat/chat.port.ts'
export { type ChatOutbox, createChatOutbox } from './chat/chat-outbox.ts'
export type { InteractionHandler } from './chat/interactions.service.ts'
export type { NotificationsInternals } from './inbox/notifications.service.ts'
export type { MailOutbox } from './mail/post.port.ts'
export { createNotificationsModule } from './notifications.module.ts'
export { createNotificationsRouter } from './notifications.router.ts'
export type { NotificationServices } from './notifications.types.ts'
