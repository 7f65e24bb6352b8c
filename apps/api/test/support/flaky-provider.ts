import type { PaymentProvider, ProviderPayment, ProviderRefund } from '@pantheon/business'
import { and, desc, eq, type ScopedDb } from '@pantheon/db'
import { type Clock, newId } from '@pantheon/kernel'

/** A second charge under one reference, which the embedded provider itself would refuse: a mark that only this bank sees. */
const mark = /#.*$/

/**
 * What banks do that the embedded provider does not, laid around it: they take their time over refunds, send back days
 * later what was given, and take money twice under one reference.
 */
export const createFlakyProvider = ({ db, clock }: { db: () => ScopedDb; clock: Clock }) => {
  const sentBack = new Map<string, ProviderRefund[]>()
  /** References of refunds that wait for the bank's word. */
  const waiting = new Set<string>()
  let isSlow = false
  /** What is sent back is not made again by who asks for it meanwhile. */
  let line: Promise<unknown> = Promise.resolve()
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work)
    line = done.catch(() => undefined)
    return done
  }

  const state = (refund: ProviderRefund): ProviderRefund => (waiting.has(refund.reference ?? '') ? { ...refund, state: 'processing' } : refund)
  const seen = (payment: ProviderPayment): ProviderPayment => ({
    ...payment,
    reference: payment.reference?.replace(mark, '') ?? null,
    refunds: [...payment.refunds.map(state), ...(sentBack.get(payment.providerPaymentId) ?? [])],
  })
  const orNull = (payment: ProviderPayment | null): ProviderPayment | null => payment && seen(payment)

  return {
    around: (provider: PaymentProvider): PaymentProvider => ({
      ...provider,
      charge: async (request) => seen(await provider.charge(request)),
      cancel: async (id) => seen(await provider.cancel(id)),
      find: async (id) => orNull(await provider.find(id)),
      findByReference: async (reference) => orNull(await provider.findByReference(reference)),
      refund: (request) =>
        oneByOne(async () => {
          const known = sentBack.get(request.providerPaymentId)?.find(({ reference }) => reference === request.reference)
          if (known) return known
          if (isSlow) waiting.add(request.reference)
          return state(await provider.refund(request))
        }),
      payments: async function* (since) {
        for await (const payment of provider.payments(since)) yield seen(payment)
      },
    }),

    /** Refunds from now on wait for `settles`. */
    takesItsTime: (): void => {
      isSlow = true
    },
    settles: (): void => {
      isSlow = false
      waiting.clear()
    },

    /** Sends back the latest refund of a charge. It is as if it had failed. */
    sendsBack: (chargeId: string): Promise<void> =>
      oneByOne(async () => {
        const { testRefunds } = db().tables
        const [latest] = await db().select().from(testRefunds).where(eq(testRefunds.chargeId, chargeId)).orderBy(desc(testRefunds.createdAt)).limit(1)
        if (!latest) return
        await db().delete(testRefunds).where(eq(testRefunds.id, latest.id))
        const { id: providerRefundId, reference, amountMinor } = latest
        waiting.delete(reference)
        sentBack.set(chargeId, [
          ...(sentBack.get(chargeId) ?? []),
          { reference, providerRefundId, amountMinor, state: 'failed', failureCode: 'expired_or_canceled_card' },
        ])
      }),

    /** Takes the money of a charge once more. */
    takesAgain: async (chargeId: string): Promise<void> => {
      const { testCharges } = db().tables
      const [first] = await db()
        .select()
        .from(testCharges)
        .where(and(eq(testCharges.id, chargeId), eq(testCharges.outcome, 'settled')))
      if (!first) return
      const again = { id: `test_${newId(new Date())}`, reference: `${first.reference.replace(mark, '')}#${newId(new Date())}`, settleAt: clock.now() }
      await db()
        .insert(testCharges)
        .values({ ...first, ...again, deliveredAt: null })
    },
  }
}
