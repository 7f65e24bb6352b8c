import type { MailTransport } from '@pantheon/auth'

/** The embedded transport: sends nothing. Mails stay in the mailbox, where the outbox page shows them. */
export const createOutbox = (): MailTransport => ({
  name: 'outbox',
  isEmbedded: true,
  send: async () => undefined,
  close: async () => undefined,
})
