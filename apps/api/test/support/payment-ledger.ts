import { and, asc, eq, gte, inArray, isNull, type ScopedDb } from '@pantheon/db'
import type { StripeServer } from '@pantheon/fakes'

/** What all books together say of one order. */
export interface Seen {
  order: string | null
  payments: string[]
  /** How often the provider took the money, and how often it gave it back. */
  charges: number
  given: number
  refunds: string[]
  /** Issued, or due to be. */
  papers: string[]
  jobs: string[]
  /** Callbacks that were kept and not acted on, whosever they are. */
  owed: number
}
const taken = ['succeeded', 'partially_refunded', 'refunded'] as const
const wasPaid = ['paid', 'in_progress', 'fulfilled', 'failed', 'refunded']
const sumOf = (amounts: number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)
const minorOf = (rows: { amountMinor: number }[]): number => sumOf(rows.map(({ amountMinor }) => amountMinor))

/** A part of the books: some orders, and what the provider has had since. */
export interface Part {
  orderIds: string[]
  since: Date
}

/** Reads every book there is: the shop's tables, and the provider's own. */
export const createLedger = (db: ScopedDb, stripe: StripeServer | undefined) => {
  const { orders, payments, refunds, invoices, invoiceDrafts, invoiceSeries, aiJobs, events, providerEvents, testCharges, testRefunds } = db.tables

  /** The provider's charges that were made, with what was given back of each and not sent back by a bank. */
  const charges = async (since: Date): Promise<{ id: string; reference: string; amount: number; given: number[] }[]> => {
    if (stripe) {
      const back = [...stripe.objects.refund.values()].filter(({ status }) => status === 'succeeded')
      return [...stripe.objects.payment_intent.values()]
        .filter(({ status }) => status === 'succeeded')
        .map(({ id, amount, metadata }) => ({
          id,
          reference: metadata.reference ?? '',
          amount,
          given: back.filter(({ payment_intent }) => payment_intent === id).map((refund) => refund.amount),
        }))
    }
    const made = await db
      .select()
      .from(testCharges)
      .where(and(eq(testCharges.outcome, 'settled'), gte(testCharges.settleAt, since)))
    const ids = made.map(({ id }) => id)
    const back = await db.select().from(testRefunds).where(inArray(testRefunds.chargeId, ids))
    return made.map(({ id, reference, amountMinor }) => ({
      id,
      reference,
      amount: amountMinor,
      given: back.filter(({ chargeId }) => chargeId === id).map((refund) => refund.amountMinor),
    }))
  }

  /** The shop's books of all orders, or of a part of them. */
  const ours = async (part: Part | undefined) => {
    const of = <C extends typeof payments.orderId | typeof refunds.orderId | typeof invoices.orderId | typeof events.orderId | typeof orders.id>(column: C) =>
      part && inArray(column, part.orderIds)
    const names = ['payment.succeeded', 'order.paid', 'refund.succeeded', 'order.refunded', 'invoice.issued'] as const
    const [all, back, papers, placed, told] = await Promise.all([
      db.select().from(payments).where(of(payments.orderId)),
      db.select().from(refunds).where(of(refunds.orderId)),
      db.select().from(invoices).where(of(invoices.orderId)).orderBy(asc(invoices.number)),
      db.select().from(orders).where(of(orders.id)),
      db
        .select()
        .from(events)
        .where(and(inArray(events.name, [...names]), of(events.orderId))),
    ])
    return { held: all.filter(({ status }) => taken.some((each) => each === status)), back, papers, placed, told }
  }

  return {
    /** One order, by the note it was placed with. */
    see: async (note: string): Promise<Seen> => {
      const [order] = await db.select().from(orders).where(eq(orders.notes, note))
      const id = order?.id ?? ''
      const [mine, back, issued, due, jobs, owed] = await Promise.all([
        db.select().from(payments).where(eq(payments.orderId, id)).orderBy(asc(payments.createdAt)),
        db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(asc(refunds.createdAt)),
        db.select().from(invoices).where(eq(invoices.orderId, id)).orderBy(asc(invoices.number)),
        db.select().from(invoiceDrafts).where(eq(invoiceDrafts.orderId, id)).orderBy(asc(invoiceDrafts.id)),
        db.select().from(aiJobs).where(eq(aiJobs.orderId, id)),
        db.$count(providerEvents, isNull(providerEvents.appliedAt)),
      ])
      const theirs = (await charges(new Date(0))).filter(({ reference }) => mine.some((payment) => payment.id === reference))
      return {
        order: order?.status ?? null,
        payments: mine.map(({ status }) => status),
        charges: theirs.length,
        given: sumOf(theirs.map(({ given }) => given.length)),
        refunds: back.map(({ status }) => status),
        papers: [...issued, ...due].map(({ kind }) => kind),
        jobs: jobs.map(({ status }) => status),
        owed,
      }
    },

    /** Everything that must hold of all books together, once all is at rest; each line is something that does not. */
    disagreements: async (part?: Part): Promise<string[]> => {
      const [theirs, { held, back, papers, placed, told }] = await Promise.all([charges(part?.since ?? new Date(0)), ours(part)])
      const found: string[] = []
      const same = (what: string, a: unknown, b: unknown): void => {
        if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${what}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`)
      }
      const holds = (what: string, isSo: boolean): void => same(what, isSo, true)
      const count = (name: string, key: string, value: string): number => told.filter((event) => event.name === name && event.data[key] === value).length
      const papersOf = (kind: 'invoice' | 'credit_note', id: string) => papers.filter((paper) => paper.kind === kind && paper.paymentId === id)
      const isBilled = ({ id }: { id: string }): boolean => papersOf('invoice', id).length > 0

      same('payments taken and charges', held.map(({ providerPaymentId }) => providerPaymentId).sort(), theirs.map(({ id }) => id).sort())
      for (const payment of held) {
        const { id, amountMinor, refundedMinor, providerPaymentId } = payment
        const charge = theirs.find((each) => each.id === providerPaymentId)
        same(`amount of ${id}`, [amountMinor, refundedMinor], [charge?.amount, sumOf(charge?.given ?? [])])
        same(`news of ${id}`, count('payment.succeeded', 'paymentId', id), 1)
        same(`invoices of ${id}`, papersOf('invoice', id).length, isBilled(payment) ? 1 : 0)
        const mine = back.filter(({ paymentId }) => paymentId === id)
        const [given, failed] = [mine.filter(({ status }) => status === 'succeeded'), mine.filter(({ status }) => status === 'failed')]
        same(`given back of ${id}`, minorOf(given), refundedMinor)
        const notes = papersOf('credit_note', id)
        const credited = sumOf(notes.map(({ totalMinor }) => totalMinor))
        if (!isBilled(payment)) {
          same(`credit notes of ${id}, for which nothing was owed`, notes.length, 0)
          holds(`${id}, for which nothing was owed, went back or could not`, amountMinor - refundedMinor <= minorOf(failed))
        } else if (failed.length === 0) {
          same(
            `credit notes of ${id}`,
            notes.map(({ refundId, totalMinor }) => [refundId, totalMinor]).sort(),
            given.map((each) => [each.id, each.amountMinor]).sort(),
          )
        } else {
          // What a bank sent back stays credited, because it is owed: then notes say at least what was given, never more than was tried.
          const bounds = [refundedMinor, Math.min(amountMinor, refundedMinor + minorOf(failed))]
          holds(`credited ${credited} of ${id} within ${JSON.stringify(bounds)}`, credited >= (bounds[0] ?? 0) && credited <= (bounds[1] ?? 0))
        }
      }
      for (const { id, status } of placed) {
        const mine = held.filter(({ orderId }) => orderId === id)
        const billed = mine.filter(isBilled)
        same(`payments billed for the ${status} order ${id}`, billed.length, wasPaid.includes(status) ? 1 : 0)
        same(
          `news of the order ${id}`,
          [count('order.paid', 'orderId', id), count('order.refunded', 'orderId', id)],
          [billed.length, status === 'refunded' ? 1 : 0],
        )
        const left = sumOf(mine.map(({ amountMinor, refundedMinor }) => amountMinor - refundedMinor))
        const failed = minorOf(back.filter((refund) => refund.orderId === id && refund.status === 'failed'))
        if (wasPaid.includes(status) && status !== 'refunded') holds(`money is held for the ${status} order ${id}`, left > 0)
        else holds(`${left} held for the ${status} order ${id} could not go back`, left <= failed)
      }
      same('news of invoices', told.filter(({ name }) => name === 'invoice.issued').length, papers.length)
      if (part) return found
      same('drafts of invoices', await db.$count(invoiceDrafts), 0)
      for (const { series, last } of await db.select().from(invoiceSeries)) {
        const numbers = papers.filter((paper) => paper.series === series).map(({ number }) => number)
        const all = Array.from({ length: last }, (_, index) => index + 1)
        same(`numbers of ${series}`, numbers, all)
      }
      return found
    },
  }
}
