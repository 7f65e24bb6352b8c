import { creditEntryKinds, currencies, keptSubscriptionStates, paidPlans, plans } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** A stored test card of the embedded provider. `declines` is the result of every later charge. */
export interface TestCardOnFile {
  brand: string
  last4: string
  /** `2030-12`; missing for cards older than this field. */
  expires?: string
  declines: string | null
}

/** Agent credits of organizations, with a ledger of every change, and subscriptions. */
export const creditTables = (k: Kit, { organizations, users }: ReturnType<typeof identityTables>) => {
  /** Its row is the lock for writing ledger entries. */
  const creditAccounts = k.table(
    'credit_accounts',
    {
      organizationId: k
        .text()
        .primaryKey()
        .references(() => organizations.id),
      plan: k.enumText(plans).notNull(),
      balance: k.int().notNull(),
      reserved: k.int().notNull(),
      /** The total credited for the current period. */
      granted: k.int().notNull(),
      /** Monthly periods are counted from this time. */
      anchorAt: k.timestamp().notNull(),
      periodStart: k.timestamp().notNull(),
      periodEnd: k.timestamp().notNull(),
      /** The end of the paid period; null without payment. */
      paidUntil: k.timestamp(),
    },
    (t) => [
      k.index('credit_accounts_period_idx').on(t.periodEnd),
      k.check('credit_accounts_balance_ck', sql`${t.balance} >= 0`),
      k.check('credit_accounts_reserved_ck', sql`${t.reserved} >= 0`),
    ],
  )

  /**
   * Which account has the free credits of a mailbox. It outlives the account, so that deleting and recreating an account gives no second
   * credits within a month.
   */
  const freeCreditHolders = k.table(
    'free_credit_holders',
    {
      id: k.id(),
      /** HMAC-SHA-256 of the mailbox under the server's secret `free_credits`, in hex, so that the address cannot be recovered. */
      mailboxHash: k.text().notNull(),
      /** The account that has them; null when it was deleted. */
      holderId: k.text().references(() => users.id),
      /** The end of the last period with free credits. */
      givenUntil: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('free_credit_holders_mailbox_uq').on(t.mailboxHash), k.index('free_credit_holders_holder_idx').on(t.holderId)],
  )

  const creditEntries = k.table(
    'credit_entries',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      /** An idempotency key. */
      key: k.text().notNull(),
      kind: k.enumText(creditEntryKinds).notNull(),
      change: k.int().notNull(),
      reservedChange: k.int().notNull(),
      balanceAfter: k.int().notNull(),
      jobId: k.text(),
      /** The period whose credits it changes. */
      periodStart: k.timestamp().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('credit_entries_key_uq').on(t.organizationId, t.key),
      k.index('credit_entries_job_idx').on(t.jobId),
      k.index('credit_entries_created_idx').on(t.organizationId, t.createdAt, t.id),
    ],
  )

  /** Monthly subscriptions, as last reported by the provider. */
  const subscriptions = k.table(
    'subscriptions',
    {
      /** Our reference, which the provider stores. */
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      provider: k.text().notNull(),
      providerSubscriptionId: k.text(),
      customerId: k.text(),
      plan: k.enumText(paidPlans).notNull(),
      state: k.enumText(keptSubscriptionStates).notNull(),
      periodEnd: k.timestamp(),
      cancelsAtPeriodEnd: k.bool().notNull(),
      /** Since when a renewal is unpaid. */
      pastDueSince: k.timestamp(),
      /** The plan after the current period, where it differs. */
      nextPlan: k.enumText(paidPlans),
      /** When it was cancelled because a second one was already paid. */
      calledOffAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('subscriptions_provider_uq').on(t.providerSubscriptionId),
      k.index('subscriptions_organization_idx').on(t.organizationId, t.createdAt),
      k.index('subscriptions_state_idx').on(t.state, t.periodEnd),
    ],
  )

  /** Subscriptions of the embedded provider. Periods are counted from `startedAt`. */
  const testSubscriptions = k.table(
    'test_subscriptions',
    {
      id: k.id(),
      reference: k.text().notNull(),
      plan: k.enumText(paidPlans).notNull(),
      startedAt: k.timestamp().notNull(),
      /** The scheduled or actual end; null without one. */
      endsAt: k.timestamp(),
      /** The agreed price, from the start or the last change. */
      amountMinor: k.money(),
      currency: k.enumText(currencies),
      nextPlan: k.enumText(paidPlans),
      nextAmountMinor: k.money(),
      /** Null for one that was started without a card: its payments always succeed. */
      card: k.json<TestCardOnFile>(),
      /** The end of the last billed period; null before the first bill. */
      billedUntil: k.timestamp(),
      /** When the unpaid renewal was due. */
      unpaidSince: k.timestamp(),
    },
    (t) => [k.uniqueIndex('test_subscriptions_reference_uq').on(t.reference)],
  )

  /** Charges of the embedded provider for subscriptions, successful or failed. */
  const testBills = k.table(
    'test_bills',
    {
      id: k.id(),
      subscriptionId: k.text().notNull(),
      reason: k.enumText(['begin', 'change', 'renewal']).notNull(),
      plan: k.enumText(paidPlans).notNull(),
      amountMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      attempts: k.int().notNull(),
      createdAt: k.timestamp().notNull(),
      paidAt: k.timestamp(),
      refundedAt: k.timestamp(),
    },
    (t) => [k.index('test_bills_subscription_idx').on(t.subscriptionId, t.createdAt)],
  )

  return { creditAccounts, freeCreditHolders, creditEntries, subscriptions, testSubscriptions, testBills }
}
