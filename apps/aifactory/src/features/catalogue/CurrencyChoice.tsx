import type { Currency } from '@pantheon/contract'
import { Select } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { currencyChoices, useCurrency } from './use-currency.ts'

interface CurrencyChoiceProps {
  /** The currencies to choose from; defaults to all. */
  among?: readonly Currency[]
  /** The currency shown when the user's own is not among them. */
  shown?: Currency
  className?: string
}

/** Select for the currency of prices. The choice is stored. */
export const CurrencyChoice = ({ among = currencyChoices, shown, className }: CurrencyChoiceProps) => {
  const { t } = useTranslation()
  const [currency, choose] = useCurrency()
  const onChange = (value: string) => {
    const chosen = among.find((candidate) => candidate === value)
    if (chosen) choose(chosen)
  }
  return (
    <Select aria-label={t('catalogue.currency')} value={shown ?? currency} onChange={(event) => onChange(event.target.value)} className={className}>
      {among.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </Select>
  )
}
