import { Button, formatMoney } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import type { ShownPrice } from './use-seen-price.ts'

/** The id of the element to focus when the form is submitted before the new price is accepted. */
export const priceChangedId = 'price-changed'

interface PriceChangedProps {
  before: ShownPrice
  now: ShownPrice
  isPending: boolean
  onAgree: () => void
}

/** The price changed since the buyer saw it: shows both, and orders only after the buyer accepts. Replaces the form's submit button. */
export const PriceChanged = ({ before, now, isPending, onAgree }: PriceChangedProps) => {
  const { t, i18n } = useTranslation()
  const [old, current] = [before, now].map(({ amount, currency }) => formatMoney(amount, currency, i18n.language))
  return (
    <div
      id={priceChangedId}
      role="alert"
      tabIndex={-1}
      className="rounded-card border border-warning/50 bg-warning-soft p-4 text-14 text-warning-text outline-offset-2"
    >
      <p className="font-semibold">{t('ordering.priceChangedTitle')}</p>
      <p className="mt-1">{t('ordering.priceChanged', { before: old, now: current })}</p>
      <Button isPending={isPending} onClick={onAgree} className="mt-3">
        {t('ordering.placeAt', { price: current })}
      </Button>
    </div>
  )
}
