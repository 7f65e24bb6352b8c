import { type Currency, formatAmount, type Plan, type PlanName } from '@pantheon/contract'

interface PlanTerms {
  amountMinor: number
  currency: Currency
  monthlyCredits: number
  workPerMinute: number
  workAtOnce: number
}

/** Monthly price, credits and rate limits of each plan. */
export const planTable: Record<PlanName, PlanTerms> = {
  free: { amountMinor: 0, currency: 'JPY', monthlyCredits: 10, workPerMinute: 10, workAtOnce: 20 },
  basic: { amountMinor: 980, currency: 'JPY', monthlyCredits: 60, workPerMinute: 30, workAtOnce: 60 },
  pro: { amountMinor: 2980, currency: 'JPY', monthlyCredits: 250, workPerMinute: 100, workAtOnce: 200 },
}

/** Converts a plan to its wire format. */
export const toPlan = (plan: PlanName): Plan => {
  const { amountMinor, ...terms } = planTable[plan]
  return { plan, price: formatAmount(amountMinor, terms.currency), ...terms }
}
