import type { Locale } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'

/** What a letter says, in plain sentences. Nothing in it is markup. */
export interface Words {
  subject: string
  greeting: string
  paragraphs: string[]
  button: { label: string; url: string }
  /** The small print at the end. */
  note: string
}

/** Mail on its way out. */
export interface Post {
  /** Puts a letter in, in the caller's transaction: it goes out when, and only when, that commits. */
  put(tx: Tx, to: { address: string; locale: Locale }, words: Words): Promise<void>
  /** Says that something was put in and is committed now. */
  wake(): void
}
