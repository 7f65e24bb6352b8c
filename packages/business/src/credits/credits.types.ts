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

/** What agents may do without an order: what is left, and where the rest went. */
export interface Credits {
  /** What the actor's organization has now. */
  balance(actor: Actor): Promise<CreditBalance>
  /** The ledger of the actor's organization, newest first. */
  entries(actor: Actor, input: PageRequest): Promise<Page<CreditEntry>>
  /** What the actor's organization spent day by day. */
  usage(actor: Actor, input: ReadCreditUsage): Promise<CreditUsage>
  plans(): { items: Plan[] }
}

/** What an organization pays for every month. */
export interface Subscriptions {
  get(actor: Actor): Promise<Subscription>
  /** A page to begin paying for a plan on. */
  checkout(actor: Actor, input: ChoosePlan): Promise<HostedPage>
  /** Begins to pay for a plan with a card typed on our form. */
  pay(actor: Actor, input: PayPlan): Promise<Subscription>
  /** Another card from now on; what is not paid is tried with it at once. */
  replaceCard(actor: Actor, card: TestCard): Promise<Subscription>
  /** The card that renewals are asked of: the provider keeps it, we do not. */
  cardOnFile(actor: Actor): Promise<CardOnFile>
  /** What choosing a plan would do, and what it would take at once. */
  quote(actor: Actor, input: ChoosePlan): Promise<PlanQuote>
  /** Another plan: a larger one at once, for the difference; a smaller one when what is paid for is used up; the same takes that back. */
  change(actor: Actor, input: ChangePlan): Promise<Subscription>
  /** Lets it end with the period, or takes that back. */
  setCancels(actor: Actor, cancels: boolean): Promise<Subscription>
  /** The provider's page for cards and bills. */
  portal(actor: Actor): Promise<HostedPage>
}
