import type {
  CardOnFile,
  ChangePlan,
  ChoosePlan,
  CreditBalance,
  CreditEntry,
  CreditUsage,
  Page,
  PageRequest,
  PayPlan,
  Plan,
  PlanQuote,
  ReadCreditUsage,
  Subscription,
  TestCard,
} from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'
import type { HostedPage } from '../payments/payments.port.ts'

/** Credits for agents' work without an order: balance, ledger and usage. */
export interface Credits {
  /** The current balance of the actor's organization. */
  balance(actor: Actor): Promise<CreditBalance>
  /** The ledger of the actor's organization, newest first. */
  entries(actor: Actor, input: PageRequest): Promise<Page<CreditEntry>>
  /** The credits that the actor's organization spent, by day. */
  usage(actor: Actor, input: ReadCreditUsage): Promise<CreditUsage>
  plans(): { items: Plan[] }
}

/** The monthly subscription of an organization. */
export interface Subscriptions {
  get(actor: Actor): Promise<Subscription>
  /** A checkout page for a plan. */
  checkout(actor: Actor, input: ChoosePlan): Promise<HostedPage>
  /** Subscribes to a plan with a card entered on our form. */
  pay(actor: Actor, input: PayPlan): Promise<Subscription>
  /** Replaces the card on file; an unpaid renewal is retried with it at once. */
  replaceCard(actor: Actor, card: TestCard): Promise<Subscription>
  /** The card on file for renewals; stored by the provider, not by us. */
  cardOnFile(actor: Actor): Promise<CardOnFile>
  /** What choosing a plan would do, and what it would charge at once. */
  quote(actor: Actor, input: ChoosePlan): Promise<PlanQuote>
  /**
   * Changes the plan: an upgrade at once, for the difference; a downgrade at the end of the paid period; choosing the current
   * plan undoes a scheduled change.
   */
  change(actor: Actor, input: ChangePlan): Promise<Subscription>
  /** Cancels at the end of the period, or undoes that. */
  setCancels(actor: Actor, cancels: boolean): Promise<Subscription>
  /** The provider's page for cards and bills. */
  portal(actor: Actor): Promise<HostedPage>
}
