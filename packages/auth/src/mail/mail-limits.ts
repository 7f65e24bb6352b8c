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
  /** How many accounts one network may make in an hour; verification mails that are sent again count too. */
  signUpsPerAddress: number
}

/** Somebody with an account, as far as it takes to write to them. */
export interface Recipient {
  email: string
  emailVerifiedAt: Date | null
  locale: Locale
}

/** The mailbox behind a canonical address, as a key to count by. Hashed, as counts are kept elsewhere. */
export const mailboxKey = (email: string): string => hashSecret(mailboxOf(email))

const refuse = (waitMs: number): void => {
  if (waitMs > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}

/**
 * How many mails strangers can have us send: counted by the mailbox they go to, whoever asks and whatever became of the
 * account they asked with, and by the network they ask from. A mailbox that is known to be the account's own is not
 * counted, as nobody but its owner can make us write there; a reset of its password is counted where it is asked for.
 */
export const createMailLimits = ({ throttle, mailbox, signUpsPerAddress }: MailLimitsDeps) => {
  const unproven = throttle.limiter({ name: 'mail-unproven', points: 5, windowSeconds: hourSeconds, maxBlockSeconds: daySeconds })
  const byNetwork = throttle.limiter({ name: 'sign-up', points: signUpsPerAddress, windowSeconds: hourSeconds, maxBlockSeconds: hourSeconds })
  const invited = throttle.limiter({ name: 'mail-invited', points: 20, windowSeconds: daySeconds, maxBlockSeconds: daySeconds })

  const mayWriteTo = async ({ email, emailVerifiedAt }: Omit<Recipient, 'locale'>): Promise<boolean> =>
    emailVerifiedAt !== null || (await unproven.take(mailboxKey(email))) === 0

  return {
    /** Counts a verification mail. Fails with `auth.too_many_tries`, in the same way whether or not the address has an account. */
    requireVerification: async (email: string, { address }: Pick<Origin, 'address'>): Promise<void> => {
      refuse(await byNetwork.take(hashSecret(networkOf(address))))
      refuse(await unproven.take(mailboxKey(email)))
    },
    /** Counts an invitation. Fails with `auth.too_many_tries`. */
    requireInvitation: async (email: string): Promise<void> => refuse(await invited.take(mailboxKey(email))),
    mayWriteTo,
    /** Counts a letter to the holder of an account, and answers what puts it into a transaction; where too many were sent to an unproven address, nothing. */
    emailTo: async (recipient: Recipient): Promise<(tx: Tx, email: EmailTemplate) => Promise<void>> => {
      const isSent = await mayWriteTo(recipient)
      return async (tx, email) => (isSent ? mailbox.put(tx, recipient.email, email) : undefined)
    },
  }
}
export type MailLimits = ReturnType<typeof createMailLimits>
