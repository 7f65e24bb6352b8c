import { creditEntryKinds, paidPlans, plans, subscriptionStates } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** What organizations may have their agents do without an order, and every change of it. */
export const creditTables = (k: Kit, { organizations }: ReturnType<typeof identityTables>) => {
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
      state: k.enumText(subscriptionStates).notNull(),
      periodEnd: k.timestamp(),
      cancelsAtPeriodEnd: k.bool().notNull(),
      /** Since when a renewal is not paid. */
      pastDueSince: k.timestamp(),
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
      /** When it ends, once somebody said that it shall. */
      endsAt: k.timestamp(),
    },
    (t) => [k.uniqueIndex('test_subscriptions_reference_uq').on(t.reference)],
  )

  return { creditAccounts, creditEntries, subscriptions, testSubscriptions }
}
