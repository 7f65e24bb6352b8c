import type { CreditBalance, Plan, Subscription } from '@pantheon/contract'
import { Card, cn } from '@pantheon/ui'
import { planAfter, usePlanWords } from './plan-words.ts'

const parts = [
  { id: 'used', label: 'usedLabel', look: 'bg-line-strong' },
  { id: 'reserved', label: 'reservedLabel', look: 'bg-warning' },
  { id: 'left', label: 'leftLabel', look: 'bg-accent' },
] as const

/** The credits of the period as a bar: used, reserved and left; and what happens to them at its end. */
export const CreditsCard = ({ credits, subscription, plans }: { credits: CreditBalance; subscription: Subscription; plans: readonly Plan[] }) => {
  const { t, day } = usePlanWords()
  const { balance, reserved, granted, periodEnd } = credits
  // A reservation may be from the previous period, so it is not part of this period's grant.
  const total = Math.max(granted, balance + reserved)
  const amounts = { used: Math.max(0, total - balance - reserved), reserved, left: balance }
  const next = planAfter(subscription)
  const missing = next === 'free' && credits.freeCredits !== 'given' ? credits.freeCredits : undefined
  const coming = plans.find(({ plan }) => plan === next)?.monthlyCredits ?? credits.nextGrant
  return (
    <Card className="p-5">
      <h2 className="text-16 font-semibold">{t('credits.heading')}</h2>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
        <strong className="text-32 font-semibold tracking-tight tabular-nums">{t('credits.left', { count: balance })}</strong>
        <span className="text-14 text-ink-muted">{t('credits.of', { count: total })}</span>
      </p>
      <div
        role="img"
        aria-label={t('credits.picture', amounts)}
        className="mt-4 flex h-3 gap-px overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        {parts.map(({ id, look }) =>
          amounts[id] === 0 ? null : (
            <span key={id} className={cn('h-full transition-[width] duration-200', look)} style={{ width: `${(amounts[id] / total) * 100}%` }} />
          ),
        )}
      </div>
      <ul aria-hidden className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-13 text-ink-muted">
        {parts.map(({ id, label, look }) => (
          <li key={id} className="inline-flex items-center gap-1.5">
            <span className={cn('size-2 rounded-full', look)} />
            {t(`credits.${label}`)} <span className="font-medium text-ink tabular-nums">{amounts[id]}</span>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-14">{missing ? t(`credits.${missing}`) : t('credits.resets', { date: day(periodEnd), count: coming })}</p>
      <p className="mt-2 text-13 text-ink-faint">{t('credits.explain')}</p>
    </Card>
  )
}
