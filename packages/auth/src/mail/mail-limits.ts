import { type Locale, mailboxOf } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import { fail, type Origin } from '@pantheon/kernel'
import { networkOf } from '../access/network.ts'
import { hashSecret } from '../accounts/secrets.ts'
import type { Throttle } from '../throttle/throttle.port.ts'
import type { EmailTemplate } from './emails.ts'
import type { Mailbox } from './mailbox.ts'

const hourSeconds = 3600
const daySeconds = 24 * hourSeconds

export interface MailLimitsDeps {
  throttle: Throttle
  mailbox: Pick<Mailbox, 'put'>
  /** Maximum number of accounts created per network and hour; resent verification mails count too. */
  signUpsPerAddress: number
}

/** The recipient of a mail about their account. */
export interface Recipient {
  email: string
  emailVerifiedAt: Date | null
  locale: Locale
}

/** The counting key of the mailbox of a canonical address. Hashed, as counts may be stored in an external store. */
export const mailboxKey = (email: string): string => hashSecret(mailboxOf(email))

const refuse = (waitMs: number): void => {
  if (waitMs > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}

/**
 * Limits mails that a caller can trigger to a mailbox not known to be theirs: per recipient mailbox, whoever requests them and
 * whatever became of the account, and per requesting network. An account's own verified mailbox is not counted, as only its
 * owner can trigger mails to it; password resets are limited where they are requested.
 */
export const createMailLimits = ({ throttle, mailbox, signUpsPerAddress }: MailLimitsDeps) => {
  const unproven = throttle.limiter({ name: 'mail-unproven', points: 5, windowSeconds: hourSeconds, maxBlockSeconds: daySeconds })
  const byNetwork = throttle.limiter({ name: 'sign-up', points: signUpsPerAddress, windowSeconds: hourSeconds, maxBlockSeconds: hourSeconds })
  const invited = throttle.limiter({ name: 'mail-invited', points: 20, windowSeconds: daySeconds, maxBlockSeconds: daySeconds })

  const mayWriteTo = async ({ email, emailVerifiedAt }: Omit<Recipient, 'locale'>): Promise<boolean> =>
    emailVerifiedAt !== null || (await unproven.take(mailboxKey(email))) === 0

  return {
    /** Counts a verification mail. Fails with `auth.too_many_tries`, equally whether or not the address has an account. */
    requireVerification: async (email: string, { address }: Pick<Origin, 'address'>): Promise<void> => {
      refuse(await byNetwork.take(hashSecret(networkOf(address))))
      refuse(await unproven.take(mailboxKey(email)))
    },
    /** Counts an invitation. Fails with `auth.too_many_tries`. */
    requireInvitation: async (email: string): Promise<void> => refuse(await invited.take(mailboxKey(email))),
    mayWriteTo,
    /**
     * Counts a mail to an account holder and returns the function that enqueues it in a transaction; a no-op when too many were
     * sent to an unverified address.
     */
    emailTo: async (recipient: Recipient): Promise<(tx: Tx, email: EmailTemplate) => Promise<void>> => {
      const isSent = await mayWriteTo(recipient)
      return async (tx, email) => (isSent ? mailbox.put(tx, recipient.email, email) : undefined)
    },
  }
}
export type MailLimits = ReturnType<typeof createMailLimits>
