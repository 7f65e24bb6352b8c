import type { Currency } from '@pantheon/contract'
import { Select } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { currencyChoices, useCurrency } from './use-currency.ts'

interface CurrencyChoiceProps {
  /** Those to choose from; all of them where nothing is said. */
  among?: readonly Currency[]
  /** The one that is shown, where the reader's own is not among them. */
  shown?: Currency
  className?: string
}

/** In which currency prices are shown. The choice is remembered. */
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
