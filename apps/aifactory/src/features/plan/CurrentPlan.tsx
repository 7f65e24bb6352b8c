import type { Plan, Subscription } from '@pantheon/contract'
import { Badge, Button, Card } from '@pantheon/ui'
import { ExternalLink } from 'lucide-react'
import { CardLine } from './CardLine.tsx'
import { usePlanWords } from './plan-words.ts'

interface CurrentPlanProps {
  subscription: Subscription
  plans: readonly Plan[]
  /** Opens the provider's billing portal; undefined without the permission. */
  onManage: (() => void) | undefined
  isOpening: boolean
}

/** The current plan, and what follows at the end of the period. */
export const CurrentPlan = ({ subscription, plans, onManage, isOpening }: CurrentPlanProps) => {
  const { t, nameOf, priceOf, day } = usePlanWords()
  const { subscribed, state, periodEnd, cancelsAtPeriodEnd, nextPlan, isTest, entry } = subscription
  const plan = subscribed ?? 'free'
  const offered = plans.find((each) => each.plan === plan)
  const next = plans.find((each) => each.plan === nextPlan)
  const sentence = () => {
    if (subscribed === null) return t('current.free')
    if (state === 'past_due') return t('current.pastDue')
    if (cancelsAtPeriodEnd) return t('current.ends', { date: day(periodEnd) })
    if (next) return t('current.becomes', { plan: nameOf(next.plan), date: day(periodEnd), price: priceOf(next) })
    return t('current.renews', { date: day(periodEnd), price: offered ? priceOf(offered) : '' })
  }
  return (
    <Card className="flex flex-col p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-16 font-semibold">{t('current.heading')}</h2>
        {isTest && (
          <Badge tone="warning" title={t('testText')}>
            {t('test')}
          </Badge>
        )}
      </div>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
        <strong className="text-32 font-semibold tracking-tight">{nameOf(plan)}</strong>
        {offered && subscribed !== null && (
          <span className="text-14 text-ink-muted tabular-nums">
            {priceOf(offered)} {t('offers.month')}
          </span>
        )}
      </p>
      <p className="mt-2 text-14">{sentence()}</p>
      {onManage && subscribed !== null && <CardLine subscription={subscription} />}
      {isTest && <p className="mt-2 text-13 text-ink-faint">{t('testText')}</p>}
      {onManage && subscribed !== null && (
        <div className="mt-auto pt-5">
          <Button variant="secondary" isPending={isOpening} onClick={onManage}>
            {entry === 'hosted' && <ExternalLink aria-hidden />}
            {t(entry === 'hosted' ? 'current.manage' : 'current.card')}
          </Button>
        </div>
      )}
    </Card>
  )
}
