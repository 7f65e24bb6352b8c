import { subjectsOf } from '@pantheon/contract'
import type { Db, Handle } from '@pantheon/db'
import { actorFields, agentActor, type Clock, dayIn, isTemporary, type Logger, systemScope } from '@pantheon/kernel'
import type { InvoiceDraft } from './invoice.ts'
import { findDue, findNumbers, lockSeries, saveLast, takeDrafts } from './invoice-drafts.repo.ts'
import { insertInvoices } from './invoices.repo.ts'
import { numberDrafts } from './number-drafts.ts'

/** Documents issued per transaction. */
const batchSize = 100

export interface IssueDraftsDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** Prefix of numbers, `INV` for `INV-2026-000123`. */
  prefix: string
  /** Time zone of the dates on documents and of the years of the series (IANA). */
  timeZone: string
}

type Due = Pick<InvoiceDraft, 'id' | 'orderId' | 'subscriptionId'>

/** The stream in which the event consumer holds the failure of a draft. */
const streamOf = ({ id: invoiceId, orderId, subscriptionId }: Due): string | undefined =>
  subjectsOf('invoice.issue_failed', { invoiceId, orderId, subscriptionId })?.streamKey

/**
 * Issues drafts with a number and a date. The row of the series is locked meanwhile, so that one server issues at a time;
 * payments never wait for it, as they only write drafts. A number is assigned in the transaction that writes its document: no
 * gaps and no duplicates (EU directive 2006/112, article 226). A draft that cannot be issued is set aside with the other drafts
 * of its order or plan: `invoice.issue_failed` makes the event consumer retry it and, in the end, notifies operators.
 */
export const createIssueDrafts = ({ db, clock, logger, prefix, timeZone }: IssueDraftsDeps) => {
  const all = db.as(systemScope)
  const dayOf = dayIn(timeZone)
  const seriesOf = (day: string): string => `${prefix}-${day.slice(0, 4)}`

  type ClaimDrafts = (tx: Handle) => Promise<InvoiceDraft[]>

  /** Numbers the drafts that `claim` returns in a series, all or none. Resolves to how many; undefined when the year of the series has ended. */
  const issueIn = (series: string, claim: ClaimDrafts): Promise<number | undefined> =>
    all.transaction(async (tx) => {
      const last = await lockSeries(tx, series)
      // Taken after waiting for the lock, so that dates follow the numbers.
      const issuedAt = clock.now()
      const issuedOn = dayOf(issuedAt)
      if (seriesOf(issuedOn) !== series) return undefined
      const drafts = await claim(tx)
      const corrected = await findNumbers(
        tx,
        drafts.flatMap(({ correctsId }) => correctsId ?? []),
      )
      const issued = numberDrafts(drafts, { series, last, issuedAt, issuedOn, corrected })
      await insertInvoices(tx, issued)
      await saveLast(tx, series, last + issued.length)
      for (const invoice of issued) {
        const { id: invoiceId, orderId, organizationId, kind } = invoice
        tx.emit('invoice.issued', { ...actorFields(agentActor(204, organizationId)), data: { invoiceId, orderId, kind }, after: invoice })
      }
      return drafts.length
    })

  /** Numbers the drafts that `claim` returns in the series of today. Resolves to how many. */
  const issue = async (claim: ClaimDrafts): Promise<number> => {
    let count: number | undefined
    do {
      count = await issueIn(seriesOf(dayOf(clock.now())), claim)
    } while (count === undefined)
    return count
  }
  const issueOne = async (id: string): Promise<void> => void (await issue((tx) => takeDrafts(tx, [id])))

  const setAside = async ({ id: invoiceId, orderId, subscriptionId }: Due, err: unknown): Promise<void> => {
    await all.transaction(async (tx) => {
      tx.emit('invoice.issue_failed', { organizationId: null, actorId: null, data: { invoiceId, orderId, subscriptionId } })
    })
    logger.error({ err, invoiceId }, 'an invoice could not be issued; it is set aside and tried again')
  }

  /** Issues due drafts one by one, to find out which of them fails. Resolves to how many there were. */
  const issueOneByOne = async (): Promise<number> => {
    const due = await findDue(all, batchSize)
    const failed = new Set<string | undefined>()
    for (const draft of due) {
      const stream = streamOf(draft)
      if (failed.has(stream)) continue
      try {
        await issueOne(draft.id)
      } catch (error) {
        if (isTemporary(error)) throw error
        failed.add(stream)
        await setAside(draft, error)
      }
    }
    return due.length
  }

  const claimDue: ClaimDrafts = async (tx) => {
    const due = await findDue(tx, batchSize)
    return takeDrafts(
      tx,
      due.map(({ id }) => id),
    )
  }
  /** Issues one batch. Resolves to how many were tried. */
  const issueBatch = async (): Promise<number> => {
    try {
      return await issue(claimDue)
    } catch (error) {
      if (isTemporary(error)) throw error
      return issueOneByOne()
    }
  }

  return {
    /** Issues what is due. One call at a time per process; several processes take turns. */
    issueDue: async (): Promise<void> => {
      if ((await findDue(all, 1)).length === 0) return
      let tried: number
      do {
        tried = await issueBatch()
      } while (tried === batchSize)
    },
    /** Issues one draft, unless it was already issued; rejects with the reason when it cannot be. */
    issueOne,
  }
}
