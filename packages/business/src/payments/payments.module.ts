import type { Config } from '@pantheon/config'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Module, Scheduler } from '@pantheon/runtime'
import type { ApprovalRequests } from '../approvals.port.ts'
import type { WorkOf } from '../credits/credits.port.ts'
import { createCredits } from '../credits/credits.service.ts'
import type { SubscriptionProvider } from '../credits/subscriptions.port.ts'
import { createSubscriptions } from '../credits/subscriptions.service.ts'
import { draftsConsumer } from '../invoices/invoice-drafts.repo.ts'
import type { InvoicePrinter } from '../invoices/invoice-printer.port.ts'
import { createInvoices } from '../invoices/invoices.service.ts'
import { createIssueDrafts } from '../invoices/issue-drafts.ts'
import { createPaymentSync } from './payment-sync.ts'
import { createPaymentWork } from './payment-work.ts'
import type { PaymentProvider } from './payments.port.ts'
import { createPayments } from './payments.service.ts'
import { createReconciler } from './reconciler.ts'
import { createRefunds } from './refunds.service.ts'

const hour = 3_600_000
/** Interval for retrying stored callbacks and due refunds. */
const catchUpEveryMs = 5000
/** Interval for issuing drafts left by a process that died or while another process held the series. */
const issueEveryMs = 1000
/** Interval for syncing subscriptions that may have changed without a callback. */
const subscriptionsEveryMs = 60_000
/** Interval for reconciling our payments with the provider's. */
const reconcileEveryMs = 15 * 60_000

/** A provider embedded in this process: its callbacks do not come over HTTP. */
export interface EmbeddedProvider {
  /** Starts delivering callbacks, those left by an earlier process first. */
  start(): void
  stop(): Promise<void>
}

export interface PaymentsModuleDeps {
  config: Pick<Config, 'invoices' | 'publicUrl'>
  db: Db
  clock: Clock
  logger: Logger
  provider: PaymentProvider
  subscriptionProvider: SubscriptionProvider
  embeddedProvider: EmbeddedProvider
  buyerOf: (userId: string) => Promise<{ email: string; locale: 'en' | 'ja' }>
  approvals: Pick<ApprovalRequests, 'neededFor'>
  printer: InvoicePrinter
  /** What jobs that spent credits were for. */
  workOf: WorkOf
  wake: Scheduler['wake']
}

/** Payments, refunds, invoices, plans and credits. */
export const createPaymentsModule = (deps: PaymentsModuleDeps) => {
  const { config, db, clock, logger, provider, subscriptionProvider, embeddedProvider, buyerOf, approvals, printer, workOf, wake } = deps
  const { publicUrl } = config
  const { issueDue: issueDrafts, issueOne } = createIssueDrafts({ db, clock, logger, ...config.invoices })
  const invoices = createInvoices({ db, clock, printer, ...config.invoices, issueSoon: () => wake('invoices.issue') })
  const paymentSync = createPaymentSync({ db, clock, invoices })
  const credits = createCredits({ db, clock, logger, workOf })
  const subscriptions = createSubscriptions({
    db,
    clock,
    logger,
    credits,
    invoices,
    buyerOf,
    publicUrl,
    isTest: provider.isTest,
    provider: subscriptionProvider,
  })
  const payments = createPayments({ db, clock, logger, provider, paymentSync, subscriptions, publicUrl, buyerOf })
  const executeSoon = () => wake('payments.catch-up')
  const refunds = createRefunds({ db, clock, logger, provider, paymentSync, approvals, executeSoon })
  const reconciler = createReconciler({ db, clock, provider, paymentSync, payments, refunds })

  return {
    services: { credits, subscriptions, invoices, issueDrafts, payments, refunds, reconciler },
    /** The work of agent 204. */
    work: createPaymentWork({ db }),
    consumers: [{ name: draftsConsumer, handlers: { 'invoice.issue_failed': ({ data }) => issueOne(data.invoiceId) } }],
    schedules: [
      { name: 'invoices.issue', every: issueEveryMs, run: issueDrafts },
      { name: 'payments.catch-up', every: catchUpEveryMs, run: reconciler.catchUp },
      { name: 'payments.reconcile', every: reconcileEveryMs, atStart: true, run: reconciler.reconcile },
      { name: 'subscriptions.catch-up', every: subscriptionsEveryMs, run: subscriptions.catchUp },
      { name: 'credits.sweep', every: hour, run: credits.sweep },
    ],
    startWork: async () => embeddedProvider.start(),
    drain: embeddedProvider.stop,
  } satisfies Module & Record<string, unknown>
}
