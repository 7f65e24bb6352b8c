/** A rendered mail for one recipient. */
export interface OutgoingMail {
  /** Stable across attempts, so that a transport can detect duplicates. */
  id: string
  to: string
  subject: string
  text: string
  html: string
}

/** Sends mail. */
export interface MailTransport {
  /** Name on the system page: `outbox`, `SMTP`, `SendGrid`. */
  readonly name: string
  /** True when mail goes to the outbox page only. */
  readonly isEmbedded: boolean
  /** Resolves when the mail was accepted for delivery. Rejects when it should be retried. */
  send(mail: OutgoingMail): Promise<void>
  close(): Promise<void>
}
