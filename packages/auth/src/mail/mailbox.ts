import type { Db, Tx } from '@pantheon/db'
import { type Clock, createPump, type Logger, newId } from '@pantheon/kernel'
import type { Schedule } from '@pantheon/runtime'
import type { EmailTemplate } from './emails.ts'
import type { MailTransport } from './mail.port.ts'
import { claimDue, dropOlderThan, endTry, findLatest, insertMail, type MailRow } from './mails.repo.ts'

export interface MailboxDeps {
  db: Db
  clock: Clock
  logger: Logger
  transport: MailTransport
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** The pause after each try that failed: ten tries within a day. */
const pauses = [10 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 12 * hour]
/** Longer than any carrier takes over a batch; an instance that dies with a mail in hand gives it back after this. */
const leaseMs = 10 * minute
const keepMs = 30 * 24 * hour
const batch = 10

/** What may be said of an error in a log. Not its message: a database's quotes the row, and a mail server's may quote the mail. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

/**
 * Mail on its way out. What is put in goes out when, and only when, the transaction commits; it is tried again while
 * the carrier is away, and by one instance at a time. A crash between handing over and writing it down sends it twice.
 */
export const createMailbox = ({ db, clock, logger, transport }: MailboxDeps) => {
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms)
  // The embedded carrier's mail is read here; elsewhere the secrets in it are of no more use.
  const erased = transport.isEmbedded ? {} : { text: '', html: '' }

  const failed = async (mail: MailRow, error: unknown): Promise<void> => {
    const pause = pauses[mail.tries - 1]
    const fields = { mailId: mail.id, tries: mail.tries, transport: transport.name, reason: reasonOf(error) }
    if (pause === undefined) {
      await endTry(db, mail, { failedAt: clock.now(), ...erased })
      logger.error(fields, 'a mail could not be sent and is given up')
    } else {
      await endTry(db, mail, { nextTryAt: later(pause) })
      logger.warn(fields, 'a mail could not be sent; it will be tried again')
    }
  }

  const send = async (mail: MailRow): Promise<void> => {
    const { id, to, subject, text, html } = mail
    try {
      await transport.carry({ id, to, subject, text, html })
    } catch (error) {
      return failed(mail, error)
    }
    await endTry(db, mail, { sentAt: clock.now(), ...erased })
  }

  let isStarted = false
  const work = async (): Promise<void> => {
    try {
      const mine = await claimDue(db, { now: clock.now(), leaseUntil: later(leaseMs), limit: batch })
      const outcomes = await Promise.allSettled(mine.map(send)) // all of them, so that `stop` leaves none behind
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') logger.error({ reason: reasonOf(outcome.reason) }, 'a mail went out but that is not noted')
      if (mine.length > 0 && isStarted) pump.wake()
    } catch (error) {
      logger.error({ reason: reasonOf(error) }, 'the mailbox could not be read')
    }
  }
  const pump = createPump(work)
  const wake = (): void => {
    if (isStarted) pump.wake()
  }
  const settled = async (): Promise<void> => {
    wake()
    await pump.idle()
  }

  return {
    /** Every process looks for mail: each mail has a lease of its own, and a slow mail server holds up one process only. */
    schedules: [
      { name: 'mail.send', every: second, scope: 'process', run: settled },
      { name: 'mail.drop-old', every: hour, run: () => dropOlderThan(db, later(-keepMs)) },
    ] satisfies Schedule[],
    /** Puts a letter in, in the caller's transaction. Call `wake` after the commit, or it waits for up to a second. */
    put: (tx: Tx, to: string, { subject, text, html }: EmailTemplate): Promise<void> => {
      const at = clock.now()
      return insertMail(tx, { id: newId(at), to, subject, text, html, createdAt: at, nextTryAt: at })
    },
    /** Sends what is due, and from now on when it is woken or scheduled. */
    start: (): void => {
      isStarted = true
      wake()
    },
    /** Stops sending and waits for what is in hand. The carrier stays open. */
    stop: async (): Promise<void> => {
      isStarted = false
      await pump.idle()
    },
    /** Looks for due mail now. Nothing happens where the mailbox is not started. */
    wake,
    /** The newest mails, for the outbox page; empty unless the carrier is the embedded one. */
    latest: async (limit: number) =>
      transport.isEmbedded
        ? (await findLatest(db, limit)).map(({ id, to, subject, text, html, createdAt }) => ({ id, to, subject, text, html, createdAt }))
        : [],
    /** Resolves when every mail that was due has been tried. */
    settled,
  }
}
export type Mailbox = ReturnType<typeof createMailbox>
