import type { Locale } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'

/** The content of a mail in plain sentences, without markup. */
export interface Words {
  subject: string
  greeting: string
  paragraphs: string[]
  button: { label: string; url: string }
  /** The small print at the end. */
  note: string
}

/** Outbox for mail. */
export interface Post {
  /** Enqueues a mail in the caller's transaction: it is sent if and only if that commits. */
  put(tx: Tx, to: { address: string; locale: Locale }, words: Words): Promise<void>
  /** Triggers sending, after the commit. */
  wake(): void
}
