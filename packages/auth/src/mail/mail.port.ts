/** A mail that is ready to go: both forms of its text, for one person. */
export interface OutgoingMail {
  /** Stable across tries, so that a carrier can recognise a repeated one. */
  id: string
  to: string
  subject: string
  text: string
  html: string
}

/** Brings mail to people. */
export interface MailTransport {
  /** How it is called on the system page: `outbox`, `SMTP`, `SendGrid`. */
  readonly name: string
  /** True when mail goes nowhere but the outbox page. */
  readonly isEmbedded: boolean
  /** Resolves when the mail is handed over for good. Rejects when it should be tried again. */
  carry(mail: OutgoingMail): Promise<void>
  close(): Promise<void>
}
