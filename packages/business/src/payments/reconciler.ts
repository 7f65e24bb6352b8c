import { type Difference, formatAmount, type Reconciliation } from '@pantheon/contract'
import { type Db, inBatches } from '@pantheon/db'
import { type Clock, newId, systemScope } from '@pantheon/kernel'
import type { StoredPayment } from './payment.ts'
import type { PaymentSync } from './payment-sync.ts'
import type { PaymentProvider, ProviderPayment } from './payments.port.ts'
import { findByProvider, findOpenSince } from './payments.repo.ts'
import type { PaymentsInternals } from './payments.service.ts'
import type { Reconciler } from './payments.types.ts'
import { insertReconciliation, lastReconciledAt, listReconciliations, type StoredReconciliation } from './reconciliations.repo.ts'
import type { RefundsInternals } from './refunds.service.ts'

const hour = 3_600_000
/** Each reconciliation overlaps the previous one, for payments that were in flight then. */
const overlapMs = 24 * hour
const firstLookMs = 30 * 24 * hour
/** A payment that the provider does not know at this age was never started: its process died before the call. */
const neverBegunMs = 25 * hour

export interface ReconcilerDeps {
  db: Db
  clock: Clock
  provider: PaymentProvider
  paymentSync: PaymentSync
  payments: Pick<PaymentsInternals, 'processStored' | 'refresh'>
  refunds: Pick<RefundsInternals, 'executeDue'>
}

const describeOurs = ({ status, amountMinor, currency, refundedMinor }: StoredPayment): string =>
  `${status} ${formatAmount(amountMinor, currency)} ${currency}${refundedMinor === 0 ? '' : `, ${formatAmount(refundedMinor, currency)} given back`}`
const describeTheirs = ({ state, amountMinor, currency, refunds }: ProviderPayment): string => {
  const back = refunds.reduce((sum, refund) => (refund.state === 'succeeded' ? sum + refund.amountMinor : sum), 0)
  return `${state} ${formatAmount(amountMinor, currency)} ${currency}${back === 0 ? '' : `, ${formatAmount(back, currency)} given back`}`
}
const toReconciliation = ({ since, startedAt, finishedAt, ...rest }: StoredReconciliation): Reconciliation => ({
  ...rest,
  since: since.toISOString(),
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt.toISOString(),
})

/** `Reconciler` plus methods for the rest of the server. */
export interface ReconcilerInternals extends Reconciler {
  /** Work between two reconciliations: stored callbacks and due refunds. */
  catchUp(): Promise<void>
}

/**
 * Reconciliation, run by agent 204: compares our payments with the provider's, fixes what a sync can fix, and reports the rest
 * for a person to decide.
 */
export const createReconciler = ({ db, clock, provider, paymentSync, payments, refunds }: ReconcilerDeps): ReconcilerInternals => {
  const compare = async (theirs: ProviderPayment): Promise<Difference | undefined> => {
    const ours = await findByProvider(db.as(systemScope), theirs)
    const { providerPaymentId } = theirs
    if (!ours) return { kind: 'unknown_here', paymentId: null, providerPaymentId, ours: 'nothing', theirs: describeTheirs(theirs), isRepaired: false }
    const synced = await paymentSync.syncPayment(ours.id, theirs)
    if (!synced || (!synced.isChanged && !synced.isOtherSum)) return undefined
    const kind = synced.isOtherSum ? 'amount' : synced.payment.refundedMinor === ours.refundedMinor ? 'state' : 'refund'
    return { kind, paymentId: ours.id, providerPaymentId, ours: describeOurs(ours), theirs: describeTheirs(theirs), isRepaired: !synced.isOtherSum }
  }

  /** Syncs one of our older payments that the provider's list did not cover. */
  const syncOpen = async (payment: StoredPayment): Promise<Difference | undefined> => {
    if (await payments.refresh(payment)) return undefined
    if (clock.now().getTime() - payment.createdAt.getTime() < neverBegunMs) return undefined
    const { id: paymentId, providerPaymentId } = payment
    const isRepaired = await paymentSync.abandon(paymentId, 'never_begun')
    return { kind: 'unknown_there', paymentId, providerPaymentId, ours: describeOurs(payment), theirs: 'nothing', isRepaired }
  }

  const reconcile = async (): Promise<Reconciliation> => {
    const startedAt = clock.now()
    const last = await lastReconciledAt(db)
    const since = new Date(last ? last.getTime() - overlapMs : startedAt.getTime() - firstLookMs)
    const differences: Difference[] = []
    let checked = 0
    for await (const theirs of provider.payments(since)) {
      checked += 1
      const difference = await compare(theirs)
      if (difference) differences.push(difference)
    }
    const open = inBatches<StoredPayment>(200, (last, limit) => findOpenSince(db.as(systemScope), provider.name, startedAt, { last, limit }))
    for await (const payment of open) {
      checked += 1
      const difference = await syncOpen(payment)
      if (difference) differences.push(difference)
    }
    const found: StoredReconciliation = { id: newId(clock.now()), provider: provider.name, since, startedAt, finishedAt: clock.now(), checked, differences }
    await insertReconciliation(db, found)
    return toReconciliation(found)
  }

  return {
    reconcile,
    catchUp: async (): Promise<void> => {
      await payments.processStored(0)
      await refunds.executeDue()
    },
    list: async (limit: number): Promise<{ items: Reconciliation[] }> => ({ items: (await listReconciliations(db, limit)).map(toReconciliation) }),
  }
}
