import type { MailTransport } from '@pantheon/auth'

/** The embedded carrier: brings mail nowhere. It stays in the mailbox, where the outbox page shows it. */
export const createOutbox = (): MailTransport => ({
  name: 'outbox',
  isEmbedded: true,
  carry: async () => undefined,
  close: async () => undefined,
})
