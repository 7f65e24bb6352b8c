import type { ChatTransport } from '@pantheon/notifications'

/** The embedded chat: sends nothing. Messages stay in the outbox, where the developers' page shows them. */
export const createEmbeddedChat = (): ChatTransport => ({
  channel: 'chat',
  name: 'page',
  isEmbedded: true,
  room: 'room',
  post: async ({ id, to }) => ({ place: to.id, remoteId: id }),
  rewrite: async () => undefined,
})
