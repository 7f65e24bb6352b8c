import type { StripeServer } from '@pantheon/adapters/testing'
import { and, asc, eq, inArray, isNull, type ScopedDb } from '@pantheon/db'

/** What all books together say of one order. */
export interface Seen {
  order: string | null
  payments: string[]
  /** How often the provider took the money, and how often it gave it back. */
  charges: number
  given: number
  refunds: string[]
  papers: string[]
  jobs: string[]
  /** Callbacks that were kept and not acted on, whosever they are. */
  owed: number
}
const taken = ['succeeded', 'partially_refunded', 'refunded'] as const
const sumOf = (amounts: number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

/** Reads every book there is: the shop's tables, and the provider's own. */
export const createBooks = (db: ScopedDb, stripe: StripeServer | undefined) => {
  const { orders, payments, refunds, invoices, invoiceCounters, aiJobs, events, providerEvents, testCharges, testRefunds } = db.tables

  /** The provider's charges that were made, by our payment's id, with what was given back of each. */
  const charges = async (): Promise<{ reference: string; amount: number; given: number[] }[]> => {
    if (stripe) {
      const back = [...stripe.books.refund.values()].filter(({ status }) => status === 'succeeded')
      return [...stripe.books.payment_intent.values()]
        .filter(({ status }) => status === 'succeeded')
        .map(({ id, amount, metadata }) => ({
          reference: metadata.reference ?? '',
          amount,
          given: back.filter(({ payment_intent }) => payment_intent === id).map((refund) => refund.amount),
        }))
    }
    const [made, back] = await Promise.all([db.select().from(testCharges).where(eq(testCharges.outcome, 'settled')), db.select().from(testRefunds)])
    return made.map(({ id, reference, amountMinor }) => ({
      reference,
      amount: amountMinor,
      given: back.filter(({ chargeId }) => chargeId === id).map((refund) => refund.amountMinor),
    }))
  }

  return {
    /** One order, by the note it was placed with. */
    see: async (note: string): Promise<Seen> => {
      const [order] = await db.select().from(orders).where(eq(orders.notes, note))
      const id = order?.id ?? ''
      const [mine, back, papers, jobs, owed] = await Promise.all([
        db.select().from(payments).where(eq(payments.orderId, id)).orderBy(asc(payments.createdAt)),
        db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(asc(refunds.createdAt)),
        db.select().from(invoices).where(eq(invoices.orderId, id)).orderBy(asc(invoices.number)),
        db.select().from(aiJobs).where(eq(aiJobs.orderId, id)),
        db.$count(providerEvents, isNull(providerEvents.appliedAt)),
      ])
      const theirs = (await charges()).filter(({ reference }) => mine.some((payment) => payment.id === reference))
      return {
        order: order?.status ?? null,
        payments: mine.map(({ status }) => status),
        charges: theirs.length,
        given: sumOf(theirs.map(({ given }) => given.length)),
        refunds: back.map(({ status }) => status),
        papers: papers.map(({ kind }) => kind),
        jobs: jobs.map(({ status }) => status),
        owed,
      }
    },

    /** Everything that must hold of all books together; each line is something that does not. */
    disagreements: async (): Promise<string[]> => {
      const theirs = await charges()
      const [ours, back, papers, counters, placed, told] = await Promise.all([
        db.select().from(payments),
        db.select().from(refunds).where(eq(refunds.status, 'succeeded')),
        db.select().from(invoices).orderBy(asc(invoices.number)),
        db.select().from(invoiceCounters),
        db.select().from(orders),
        db
          .select()
          .from(events)
          .where(and(inArray(events.name, ['payment.succeeded', 'order.paid', 'refund.succeeded', 'order.refunded', 'invoice.issued']))),
      ])
      const held = ours.filter(({ status }) => taken.some((each) => each === status))
      const found: string[] = []
      const same = (what: string, a: unknown, b: unknown): void => {
        if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${what}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`)
      }
      same('payments taken and charges', held.map(({ id }) => id).sort(), theirs.map(({ reference }) => reference).sort())
      for (const { id, orderId, amountMinor, refundedMinor } of held) {
        const charge = theirs.find(({ reference }) => reference === id)
        same(`amount of ${id}`, [amountMinor, refundedMinor], [charge?.amount, sumOf(charge?.given ?? [])])
        const count = (name: string, key: string, value: string): number => told.filter((event) => event.name === name && event.data[key] === value).length
        same(`news of ${id}`, [count('payment.succeeded', 'paymentId', id), count('order.paid', 'orderId', orderId)], [1, 1])
        same(`invoice of ${id}`, papers.filter((paper) => paper.paymentId === id && paper.kind === 'invoice').length, 1)
      }
      for (const { id, status } of placed) {
        const isPaid = ['paid', 'in_progress', 'fulfilled', 'failed', 'refunded'].includes(status)
        same(`payments taken for the ${status} order ${id}`, held.filter(({ orderId }) => orderId === id).length, isPaid ? 1 : 0)
      }
      same(
        'credit notes',
        papers
          .filter(({ kind }) => kind === 'credit_note')
          .map(({ refundId }) => refundId)
          .sort(),
        back.map(({ id }) => id).sort(),
      )
      same('news of invoices', told.filter(({ name }) => name === 'invoice.issued').length, papers.length)
      for (const { organizationId, last } of counters) {
        const numbers = papers.filter((paper) => paper.organizationId === organizationId).map(({ number }) => number)
        same(
          'invoice numbers',
          numbers,
          Array.from({ length: last }, (_, index) => index + 1),
        )
      }
      const billed = sumOf(papers.map(({ kind, totalMinor }) => (kind === 'invoice' ? totalMinor : -totalMinor)))
      same('billed, and held by the provider', billed, sumOf(theirs.map(({ amount, given }) => amount - sumOf(given))))
      return found
    },
  }
}
