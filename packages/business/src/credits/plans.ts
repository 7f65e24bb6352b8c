import { type Currency, formatAmount, type Plan, type PlanName } from '@pantheon/contract'

/** What every plan costs a month, and the credits it gives for it. */
export const planTable: Record<PlanName, { amountMinor: number; currency: Currency; monthlyCredits: number }> = {
  free: { amountMinor: 0, currency: 'JPY', monthlyCredits: 10 },
  basic: { amountMinor: 980, currency: 'JPY', monthlyCredits: 60 },
  pro: { amountMinor: 2980, currency: 'JPY', monthlyCredits: 250 },
}

/** A plan as it goes over the wire. */
export const toPlan = (plan: PlanName): Plan => {
  const { amountMinor, currency, monthlyCredits } = planTable[plan]
  return { plan, price: formatAmount(amountMinor, currency), currency, monthlyCredits }
}
