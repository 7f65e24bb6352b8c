import { isCounted, type ProductCategory } from '@pantheon/contract'
import { Field, Input, Textarea } from '@pantheon/ui'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { extraLimits } from './order-fields.ts'

interface OrderExtrasProps {
  category: ProductCategory
  wrong: { quantity: boolean; notes: boolean }
  quantity: UseFormRegisterReturn
  notes: UseFormRegisterReturn
}

/** The fields of every order besides the category's own: quantity and notes. */
export const OrderExtras = ({ category, wrong, quantity, notes }: OrderExtrasProps) => {
  const { t } = useTranslation()
  const limits = extraLimits(category)
  return (
    <>
      {isCounted(category) && (
        <Field id="quantity" label={t('ordering.quantity.label')} error={wrong.quantity ? t('ordering.quantity.problem', { ...limits.quantity }) : undefined}>
          <Input inputMode="numeric" autoComplete="off" className="max-w-28 tabular-nums" {...quantity} />
        </Field>
      )}
      <Field
        id="notes"
        label={t('ordering.notes.label')}
        help={t('ordering.notes.help')}
        isOptionalHint={t('ordering.optional')}
        error={wrong.notes ? t('ordering.notes.problem', { ...limits.notes }) : undefined}
      >
        <Textarea rows={2} {...notes} />
      </Field>
    </>
  )
}
