import { creditEntryKinds, currencies, keptSubscriptionStates, paidPlans, plans } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** A test card as the embedded provider keeps it. `declines` is what it says whenever it is charged again. */
export interface TestCardOnFile {
  brand: string
  last4: string
  /** `2030-12`; those kept before it was have none. */
  expires?: string
  declines: string | null
}

/** What organizations may have their agents do without an order, and every change of it. */
export const creditTables = (k: Kit, { organizations, users }: ReturnType<typeof identityTables>) => {
  /** Its row is the lock under which every entry is written. */
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
      /** Given for the period that is running, in all. */
      granted: k.int().notNull(),
      /** From this moment months are counted. */
      anchorAt: k.timestamp().notNull(),
      periodStart: k.timestamp().notNull(),
      periodEnd: k.timestamp().notNull(),
      /** How far the plan is paid; null while nothing is. */
      paidUntil: k.timestamp(),
    },
    (t) => [
      k.index('credit_accounts_period_idx').on(t.periodEnd),
      k.check('credit_accounts_balance_ck', sql`${t.balance} >= 0`),
      k.check('credit_accounts_reserved_ck', sql`${t.reserved} >= 0`),
    ],
  )

  /** Whose the free credits of a mailbox are. It outlives the account, so that who deletes it and comes back has them once a month as well. */
  const freeCreditHolders = k.table(
    'free_credit_holders',
    {
      id: k.id(),
      /** HMAC-SHA-256 of the mailbox under the server's secret `free_credits`, in hex: the address cannot be read from it. */
      mailboxHash: k.text().notNull(),
      /** The account that has them; null when that was deleted. */
      holderId: k.text().references(() => users.id),
      /** The end of the last period that they were given for. */
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
      /** What it is for: written once. */
      key: k.text().notNull(),
      kind: k.enumText(creditEntryKinds).notNull(),
      change: k.int().notNull(),
      reservedChange: k.int().notNull(),
      balanceAfter: k.int().notNull(),
      jobId: k.text(),
      /** Of the period whose credits it moves. */
      periodStart: k.timestamp().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('credit_entries_key_uq').on(t.organizationId, t.key),
      k.index('credit_entries_job_idx').on(t.jobId),
      k.index('credit_entries_created_idx').on(t.organizationId, t.createdAt, t.id),
    ],
  )

  /** What is paid for every month, as the provider last told of it. */
  const subscriptions = k.table(
    'subscriptions',
    {
      /** The reference under which the provider knows it. */
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
      /** Since when a renewal is not paid. */
      pastDueSince: k.timestamp(),
      /** What is paid for from the end of the period on, where that is another plan. */
      nextPlan: k.enumText(paidPlans),
      /** When it was called off because another one was paid for already. */
      calledOffAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('subscriptions_provider_uq').on(t.providerSubscriptionId),
      k.index('subscriptions_organization_idx').on(t.organizationId, t.createdAt),
      k.index('subscriptions_state_idx').on(t.state, t.periodEnd),
    ],
  )

  /** The books of the embedded provider. Periods are counted from `startedAt`. */
  const testSubscriptions = k.table(
    'test_subscriptions',
    {
      id: k.id(),
      reference: k.text().notNull(),
      plan: k.enumText(paidPlans).notNull(),
      startedAt: k.timestamp().notNull(),
      /** When it ends, or ended, once that is decided. */
      endsAt: k.timestamp(),
      /** What was agreed on: the price it began with, or was changed to. */
      amountMinor: k.money(),
      currency: k.enumText(currencies),
      nextPlan: k.enumText(paidPlans),
      nextAmountMinor: k.money(),
      /** Null for one that was begun without a card: it always pays. */
      card: k.json<TestCardOnFile>(),
      /** The end of the last period that a bill was written for; null where none were written yet. */
      billedUntil: k.timestamp(),
      /** When the renewal fell due that is not paid. */
      unpaidSince: k.timestamp(),
    },
    (t) => [k.uniqueIndex('test_subscriptions_reference_uq').on(t.reference)],
  )

  /** What the embedded provider took, or tried to take, for subscriptions. */
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
