import type { Plan, PlanName, Subscription } from '@pantheon/contract'
import { Badge, Button, Card, cn } from '@pantheon/ui'
import { Check } from 'lucide-react'
import { offerOf, usePlanWords } from './plan-words.ts'

interface PlanOffersProps {
  plans: readonly Plan[]
  subscription: Subscription
  /** Undefined without the permission to choose. */
  onChoose: ((plan: PlanName) => void) | undefined
}

const OfferCard = ({ plan, subscription, onChoose }: Omit<PlanOffersProps, 'plans'> & { plan: Plan }) => {
  const { t, nameOf, priceOf, day } = usePlanWords()
  const offer = offerOf(plan.plan, subscription)
  const name = nameOf(plan.plan)
  const isOwn = offer === 'current' || offer === 'keep'
  const mustPayFirst = subscription.state === 'past_due' && (offer === 'upgrade' || offer === 'downgrade')
  const verb = () => {
    if (offer === 'keep') return t('notice.keep', { plan: name })
    if (offer === 'cancel') return t('offers.cancel')
    if (offer === 'choose' || offer === 'upgrade' || offer === 'downgrade') return t(`offers.${offer}`, { plan: name })
    return undefined
  }
  const does = verb()
  const lines = [
    t('offers.credits', { count: plan.monthlyCredits }),
    t('offers.work', { perMinute: plan.workPerMinute, atOnce: plan.workAtOnce }),
    t('offers.everything'),
  ]
  return (
    <Card className={cn('flex flex-col p-5', isOwn && 'border-accent-line ring-1 ring-accent-line')}>
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h3 className="text-16 font-semibold">{name}</h3>
        {isOwn && <Badge tone="accent">{t('offers.current')}</Badge>}
        {offer === 'begins' && <Badge tone="info">{t('offers.begins', { date: day(subscription.periodEnd) })}</Badge>}
      </div>
      <p className="mt-2 flex items-baseline gap-1.5">
        <strong className="text-24 font-semibold tabular-nums">{priceOf(plan)}</strong>
        <span className="text-13 text-ink-muted">{t('offers.month')}</span>
      </p>
      <p className="mt-2 text-14 text-ink-muted">{t(`offers.use.${plan.plan}`)}</p>
      <ul className="mt-4 mb-5 space-y-1.5 text-14">
        {lines.map((line) => (
          <li key={line} className="flex gap-2">
            <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-text" />
            {line}
          </li>
        ))}
      </ul>
      {onChoose && does !== undefined && (
        <div className="mt-auto">
          <Button
            className="w-full"
            variant={offer === 'choose' || offer === 'upgrade' || offer === 'keep' ? 'primary' : 'secondary'}
            disabled={mustPayFirst}
            onClick={() => onChoose(plan.plan)}
          >
            {does}
          </Button>
          {mustPayFirst && <p className="mt-2 text-center text-13 text-ink-faint">{t('offers.payFirst')}</p>}
        </div>
      )}
    </Card>
  )
}

/** The plans side by side: price, credits, and the possible action. */
export const PlanOffers = ({ plans, ...rest }: PlanOffersProps) => {
  const { t, currencyName } = usePlanWords()
  const [charged] = new Set(plans.map(({ currency }) => currency))
  return (
    <section aria-labelledby="plans-heading">
      <h2 id="plans-heading" className="text-20 font-semibold">
        {t('offers.heading')}
      </h2>
      {/* States the currency: ¥ is the sign of more than one, and plans are not priced in the user's own. */}
      <p className="mt-1 mb-4 text-14 text-ink-muted">{charged !== undefined && t('offers.currency', { currency: currencyName(charged) })}</p>
      <div className="grid gap-4 md:grid-cols-3">
        {plans.map((plan) => (
          <OfferCard key={plan.plan} plan={plan} {...rest} />
        ))}
      </div>
      {!rest.onChoose && <p className="mt-4 text-14 text-ink-muted">{t('readOnly')}</p>}
    </section>
  )
}
