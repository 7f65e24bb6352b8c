import type { MailCarrier } from '@pantheon/auth'

/** The embedded carrier: brings mail nowhere. It stays in the mailbox, where the outbox page shows it. */
export const createOutbox = (): MailCarrier => ({
  name: 'outbox',
  isEmbedded: true,
  carry: async () => undefined,
  close: async () => undefined,
})
