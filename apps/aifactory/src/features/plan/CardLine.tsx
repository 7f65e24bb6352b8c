import { brandName } from '@pantheon/client/react'
import type { CardOnFile, Subscription } from '@pantheon/contract'
import { CreditCard } from 'lucide-react'
import { usePlanWords } from './plan-words.ts'
import { useCardOnFile } from './use-plan.ts'

type Card = NonNullable<CardOnFile['card']>

/** Whether a card expires before the day of the next renewal: it is valid until the end of its month. */
const expiresBefore = ({ expires }: Card, { periodEnd, cancelsAtPeriodEnd }: Subscription): boolean =>
  expires !== null && periodEnd !== null && !cancelsAtPeriodEnd && expires < periodEnd.slice(0, 7)

/** The card that renewals are charged to. Renders nothing while it loads, so that it does not delay the plan. */
export const CardLine = ({ subscription }: { subscription: Subscription }) => {
  const { t, month } = usePlanWords()
  const card = useCardOnFile(true).data?.card
  if (!card) return null
  const { brand, last4, expires } = card
  return (
    <div className="mt-2 text-14">
      <p className="flex flex-wrap items-center gap-x-2">
        <CreditCard aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <span>{t('card.onFile', { brand: brandName(brand), last4 })}</span>
        {expires !== null && <span className="text-ink-muted">{t('card.expires', { date: month(expires) })}</span>}
      </p>
      {expiresBefore(card, subscription) && <p className="mt-1 text-warning-text">{t('card.expiresBefore')}</p>}
    </div>
  )
}
