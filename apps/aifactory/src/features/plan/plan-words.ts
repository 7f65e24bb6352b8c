import type { Plan, PlanName, Subscription } from '@pantheon/contract'
import { formatMoney, languageOf, type MessageNamespaces } from '@pantheon/ui'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

/**
 * The name of a currency within a sentence: "Japanese yen", 日本円. Intl capitalizes English names when they stand alone, but not with an amount.
 */
export const currencyName = (currency: string, language: string): string => {
  if (languageOf(language) === 'ja') return new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'name' })
  return format.formatToParts(2).find(({ type }) => type === 'currency')?.value ?? currency
}

/** Formatters of plans, days and prices in the user's language. */
export const usePlanWords = () => {
  const { t, i18n } = useTranslation('plan')
  const dayFormat = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric' })
  const monthFormat = new Intl.DateTimeFormat(i18n.language, { month: '2-digit', year: 'numeric', timeZone: 'UTC' })
  const yearFormat = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' })
  return {
    t,
    nameOf: (plan: PlanName) => t(`name.${plan}`),
    priceOf: ({ price, currency }: Pick<Plan, 'price' | 'currency'>) => formatMoney(price, currency, i18n.language),
    money: (amount: string, currency: string) => formatMoney(amount, currency, i18n.language),
    currencyName: (currency: string) => currencyName(currency, i18n.language),
    /** A day without its year, because it is near. */
    day: (at: string | null) => (at === null ? '' : dayFormat.format(new Date(at))),
    /** A card's expiry month, from `2030-12`. */
    month: (of: string) => monthFormat.format(new Date(`${of}-01T00:00:00Z`)),
    longDay: (at: string | null) => (at === null ? '' : yearFormat.format(new Date(at))),
  }
}

type Task = keyof MessageNamespaces['plan']['history']['task']
const tasks: Record<Exclude<Task, 'other'>, true> = { write_course: true, rewrite_lesson: true }
const isTask = (task: string): task is Exclude<Task, 'other'> => task in tasks

/** A description of a job. A newer server may have agents that are unknown here. */
export const taskWords = (task: string, title: string, t: TFunction<'plan'>): string =>
  t(`history.task.${isTask(task) ? task : 'other'}`, { title: title || task })

/** The plan from the end of the period on. */
export const planAfter = ({ subscribed, cancelsAtPeriodEnd, nextPlan }: Subscription): PlanName =>
  cancelsAtPeriodEnd ? 'free' : (nextPlan ?? subscribed ?? 'free')

/** What the user can do with a plan. */
export type Offer = 'current' | 'keep' | 'begins' | 'choose' | 'upgrade' | 'downgrade' | 'cancel'
const order: readonly PlanName[] = ['free', 'basic', 'pro']

/** The action a plan offers to an organization with `subscription`. */
export const offerOf = (plan: PlanName, subscription: Subscription): Offer => {
  const { subscribed } = subscription
  const own = subscribed ?? 'free'
  const after = planAfter(subscription)
  if (plan === own) return after === own ? 'current' : 'keep'
  if (plan === after) return 'begins'
  if (plan === 'free') return 'cancel'
  if (subscribed === null) return 'choose'
  return order.indexOf(plan) > order.indexOf(own) ? 'upgrade' : 'downgrade'
}
