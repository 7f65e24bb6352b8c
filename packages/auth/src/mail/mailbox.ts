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
/** Delay after each failed attempt: ten attempts within a day. */
const pauses = [10 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 12 * hour]
/** Longer than any transport takes for a batch; after this, the mails of a crashed instance are due again. */
const leaseMs = 10 * minute
const keepMs = 30 * 24 * hour
const batch = 10

/** The part of an error that may be logged. Not its message: a database's quotes the row, and a mail server's may quote the mail. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

/**
 * Outbox for mail. A mail is sent if and only if its transaction commits; it is retried while the transport is unavailable, by
 * one instance at a time. A crash between sending and recording it sends it twice.
 */
export const createMailbox = ({ db, clock, logger, transport }: MailboxDeps) => {
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms)
  // Mail of the embedded transport is read on the outbox page; elsewhere its secrets are erased once it was sent.
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
      await transport.send({ id, to, subject, text, html })
    } catch (error) {
      return failed(mail, error)
    }
    await endTry(db, mail, { sentAt: clock.now(), ...erased })
  }

  let isStarted = false
  const work = async (): Promise<void> => {
    try {
      const mine = await claimDue(db, { now: clock.now(), leaseUntil: later(leaseMs), limit: batch })
      const outcomes = await Promise.allSettled(mine.map(send)) // waits for all, so that `stop` leaves none in flight
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
    /** Runs in every process: each mail has a lease, and a slow mail server blocks one process only. */
    schedules: [
      { name: 'mail.send', every: second, scope: 'process', run: settled },
      { name: 'mail.drop-old', every: hour, run: () => dropOlderThan(db, later(-keepMs)) },
    ] satisfies Schedule[],
    /** Enqueues a mail in the caller's transaction. Call `wake` after the commit, or it waits for up to a second. */
    put: (tx: Tx, to: string, { subject, text, html }: EmailTemplate): Promise<void> => {
      const at = clock.now()
      return insertMail(tx, { id: newId(at), to, subject, text, html, createdAt: at, nextTryAt: at })
    },
    /** Sends what is due, and from then on when woken or scheduled. */
    start: (): void => {
      isStarted = true
      wake()
    },
    /** Stops sending and waits for mails in flight. The transport stays open. */
    stop: async (): Promise<void> => {
      isStarted = false
      await pump.idle()
    },
    /** Checks for due mail now. A no-op before `start`. */
    wake,
    /** The newest mails, for the outbox page; empty unless the transport is the embedded one. */
    latest: async (limit: number) =>
      transport.isEmbedded
        ? (await findLatest(db, limit)).map(({ id, to, subject, text, html, createdAt }) => ({ id, to, subject, text, html, createdAt }))
        : [],
    /** Resolves when every due mail has been attempted. */
    settled,
  }
}
export type Mailbox = ReturnType<typeof createMailbox>
