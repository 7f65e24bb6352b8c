import { type Currency, currencies } from '@pantheon/contract'
import { Input } from '@pantheon/ui'
import { CircleAlert } from 'lucide-react'
import type { UseFormRegister } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ProductFields } from './product-fields.ts'

interface PricesTableProps {
  register: UseFormRegister<ProductFields>
  error: string | undefined
  isWrong: (currency: Currency) => boolean
}

/** The prices of a product: one amount per currency, one of them the main price. */
export const PricesTable = ({ register, error, isWrong }: PricesTableProps) => {
  const { t } = useTranslation(['app', 'desk'])
  return (
    <fieldset aria-describedby="prices-help">
      <legend className="text-14 font-medium text-ink">{t('desk:product.field.prices')}</legend>
      <table className="mt-1.5 w-full text-14">
        <thead>
          <tr className="text-left text-12 text-ink-faint">
            <th scope="col" className="w-16 py-1 font-medium">
              {t('desk:product.price.currency')}
            </th>
            <th scope="col" className="py-1 font-medium">
              {t('desk:product.price.amount')}
            </th>
            <th scope="col" className="w-20 py-1 text-center font-medium">
              {t('desk:product.price.main')}
            </th>
          </tr>
        </thead>
        <tbody>
          {currencies.map((currency) => (
            <tr key={currency}>
              <th scope="row" className="py-1 text-left font-medium">
                {currency}
              </th>
              <td className="py-1">
                <Input
                  id={`price-${currency}`}
                  aria-label={t('desk:product.price.amountIn', { currency })}
                  aria-invalid={isWrong(currency) || undefined}
                  inputMode={currency === 'JPY' ? 'numeric' : 'decimal'}
                  placeholder={t('desk:product.price.none')}
                  autoComplete="off"
                  className="tabular-nums"
                  {...register(`amounts.${currency}`)}
                />
              </td>
              <td className="py-1 text-center">
                <label className="inline-grid size-11 place-items-center">
                  <span className="sr-only">{t('desk:product.price.mainIs', { currency })}</span>
                  <input type="radio" value={currency} {...register('main')} />
                </label>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {error !== undefined && (
        <p className="mt-1 flex items-start gap-1.5 text-13 text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      <p id="prices-help" className="mt-1 text-13 text-ink-faint">
        {t('desk:product.pricesHelp')}
      </p>
    </fieldset>
  )
}
