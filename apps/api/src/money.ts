import { createStripe, createStripeSubscriptions, createTestProvider, createTestSubscriptions } from '@pantheon/adapters'
import {
  type ApprovalRequests,
  createCredits,
  createInvoices,
  createIssueDrafts,
  createPayments,
  createPaymentWork,
  createReconciler,
  createRefunds,
  createSettle,
  createSubscriptions,
  draftsConsumer,
  type InvoicePrinter,
  type PaymentProvider,
  type WorkOf,
} from '@pantheon/business'
import type { Config } from '@pantheon/config'
import { createConsumer, type Db, type FailurePolicy } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Schedule, Scheduler } from '@pantheon/runtime'

const hour = 3_600_000
/** How often what is owed is caught up with: callbacks that were kept, refunds that are due. */
const catchUpEveryMs = 5000
/** How often drafts are issued that nobody asked for: of a process that died, or while another held the series. */
const issueEveryMs = 1000
/** How often it is asked about subscriptions that may have moved unheard. */
const subscriptionsEveryMs = 60_000
/** How often our books are compared with the provider's. */
const reconcileEveryMs = 15 * 60_000

export interface MoneyDeps {
  config: Config
  db: Db
  clock: Clock
  logger: Logger
  /** How papers that could not be issued are tried again. */
  policy: FailurePolicy
  buyerOf: (userId: string) => Promise<{ email: string; locale: 'en' | 'ja' }>
  /** How long the embedded payment provider takes to settle, and what signs its callbacks. */
  settleMs: number
  paymentSecret: string | undefined
  approvals: Pick<ApprovalRequests, 'requestFor'>
  printer: InvoicePrinter
  /** What jobs that took credits were for. */
  workOf: WorkOf
  wake: Scheduler['wake']
  /** What a test puts between us and the provider. */
  around: (provider: PaymentProvider) => PaymentProvider
}

/** Everything that takes money and gives it back. Reads top to bottom: provider, services, schedules. */
export const createMoney = (deps: MoneyDeps) => {
  const { config, db, clock, logger, policy, buyerOf, settleMs, paymentSecret, approvals, printer, workOf, wake, around } = deps
  const bank = createTestProvider({
    db,
    clock,
    logger,
    settleMs,
    deliver: (rawBody, signature) => payments.receiveCallback(rawBody, signature),
    ...(paymentSecret !== undefined && { secret: paymentSecret }),
  })
  const provider = around(config.stripe ? createStripe({ ...config.stripe, clock, logger }) : bank.provider)

  const { issueDue: issueDrafts, issueOne } = createIssueDrafts({ db, clock, logger, ...config.invoices })
  const failedDrafts = createConsumer({ db, clock, logger, policy }, draftsConsumer, { 'invoice.issue_failed': ({ data }) => issueOne(data.invoiceId) })
  const invoices = createInvoices({ db, clock, printer, ...config.invoices, issueSoon: () => wake('invoices.issue') })
  const books = createSettle({ db, clock, invoices })
  const credits = createCredits({ db, clock, logger, workOf })
  const subscriptions = createSubscriptions({
    ...{ db, clock, logger, credits, invoices, buyerOf, isTest: provider.isTest, publicUrl: config.publicUrl },
    provider: config.stripe ? createStripeSubscriptions({ ...config.stripe, clock, logger }) : createTestSubscriptions({ db, clock }),
  })
  const payments = createPayments({ db, clock, logger, provider, books, subscriptions, publicUrl: config.publicUrl, buyerOf })
  const refunds = createRefunds({ db, clock, logger, provider, books, approvals })
  const reconciler = createReconciler({ db, clock, provider, books, payments, refunds })

  return {
    services: { credits, subscriptions, invoices, issueDrafts, payments, refunds, reconciler },
    provider,
    /** What agent 204 does and has done. */
    work: createPaymentWork({ db }),
    bank,
    schedules: [
      { name: 'invoices.issue', every: issueEveryMs, run: issueDrafts },
      { name: 'payments.catch-up', every: catchUpEveryMs, run: reconciler.catchUp },
      { name: 'payments.reconcile', every: reconcileEveryMs, atStart: true, run: reconciler.reconcile },
      { name: 'subscriptions.catch-up', every: subscriptionsEveryMs, run: subscriptions.catchUp },
      { name: 'credits.sweep', every: hour, run: credits.sweep },
    ] satisfies Schedule[],
    start: async (): Promise<void> => {
      await failedDrafts.start()
      bank.start()
    },
    stop: async (): Promise<void> => {
      await bank.stop()
      await failedDrafts.stop()
    },
  }
}
