import type { Locale } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'

/** The content of a mail in plain sentences, without markup. */
export interface MailContent {
  subject: string
  greeting: string
  paragraphs: string[]
  button: { label: string; url: string }
  /** The small print at the end. */
  note: string
}

/** Outbox for mail. */
export interface MailOutbox {
  /** Enqueues a mail in the caller's transaction: it is sent if and only if that commits. */
  put(tx: Tx, to: { address: string; locale: Locale }, words: MailContent): Promise<void>
  /** Triggers sending, after the commit. */
  wake(): void
}
