import { createInvoicePrinter, createStripe, createStripeSubscriptions, createTestProvider, createTestSubscriptions, readCourseFonts } from '@pantheon/adapters'
import {
  type ApprovalRequests,
  createCredits,
  createInvoices,
  createPayments,
  createPaymentWork,
  createReconciler,
  createRefunds,
  createSettle,
  createSubscriptions,
  type PaymentProvider,
  type WorkOf,
} from '@pantheon/business'
import type { Config } from '@pantheon/config'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'

/** How often what is owed is caught up with: callbacks that were kept, refunds that are due. */
const catchUpEveryMs = 5000
/** How often it is asked about subscriptions that may have moved unheard. */
const subscriptionsEveryMs = 60_000
/** How often our books are compared with the provider's. */
const reconcileEveryMs = 15 * 60_000
/** How often it is seen whether that is due, so that a comparison which the provider did not answer is made again soon. */
const reconcileBeatMs = 60_000

export interface MoneyDeps {
  config: Config
  db: Db
  clock: Clock
  logger: Logger
  buyerOf: (userId: string) => Promise<{ email: string; locale: 'en' | 'ja' }>
  /** How long the embedded payment provider takes to settle, and what signs its callbacks. */
  settleMs: number
  paymentSecret: string | undefined
  approvals: Pick<ApprovalRequests, 'requestFor'>
  /** What jobs that took credits were for. */
  workOf: WorkOf
  /** What a test puts between us and the provider. */
  around: (provider: PaymentProvider) => PaymentProvider
}

/** Everything that takes money and gives it back. Reads top to bottom: provider, services, worker. */
export const createMoney = ({ config, db, clock, logger, buyerOf, settleMs, paymentSecret, approvals, workOf, around }: MoneyDeps) => {
  const bank = createTestProvider({
    db,
    clock,
    logger,
    settleMs,
    deliver: (rawBody, signature) => payments.receiveCallback(rawBody, signature),
    ...(paymentSecret !== undefined && { secret: paymentSecret }),
  })
  const provider = around(config.stripe ? createStripe({ ...config.stripe, clock, logger }) : bank.provider)

  const invoices = createInvoices({ db, clock, printer: createInvoicePrinter(readCourseFonts), ...config.invoices })
  const books = createSettle({ db, clock, invoices })
  const credits = createCredits({ db, clock, logger, workOf })
  const subscriptions = createSubscriptions({
    ...{ db, clock, logger, credits, invoices, buyerOf, isTest: provider.isTest, publicUrl: config.publicUrl },
    provider: config.stripe ? createStripeSubscriptions({ ...config.stripe, clock, logger }) : createTestSubscriptions({ db, clock }),
  })
  const payments = createPayments({ db, clock, logger, provider, books, subscriptions, publicUrl: config.publicUrl, buyerOf })
  const refunds = createRefunds({ db, clock, logger, provider, books, approvals })
  const reconciler = createReconciler({ db, clock, provider, books, payments, refunds })

  let working: Promise<unknown> = Promise.resolve()
  const timers: NodeJS.Timeout[] = []
  /** Now and then, one after another: the process before this one may have died with something owed. A beat that still waits for its turn is enough. */
  const every = (ms: number, work: () => Promise<unknown>): void => {
    let isWaiting = false
    const takeTurn = (): Promise<unknown> => {
      isWaiting = false
      return work()
    }
    const beat = (): void => {
      if (isWaiting) return
      isWaiting = true
      working = working.then(takeTurn).catch((err: unknown) => logger.warn({ err }, 'the payment provider could not be caught up with; it is tried again'))
    }
    beat()
    timers.push(setInterval(beat, ms))
  }
  let reconcileAt = 0
  const reconcileWhenDue = async (): Promise<void> => {
    if (Date.now() < reconcileAt) return
    await reconciler.reconcile()
    reconcileAt = Date.now() + reconcileEveryMs
  }

  return {
    services: { credits, subscriptions, invoices, payments, refunds, reconciler },
    provider,
    /** What agent 204 does and has done. */
    work: createPaymentWork({ db }),
    bank,
    start: (): void => {
      bank.start()
      every(catchUpEveryMs, reconciler.catchUp)
      every(subscriptionsEveryMs, subscriptions.catchUp)
      every(reconcileBeatMs, reconcileWhenDue)
    },
    stop: async (): Promise<void> => {
      for (const timer of timers) clearInterval(timer)
      await working
      await bank.stop()
    },
  }
}
