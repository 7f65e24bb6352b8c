import { Field, Input, Select, Textarea } from '@pantheon/ui'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { limitsIn, type OrderField } from './order-fields.ts'

interface OrderFieldControlProps {
  field: OrderField
  isWrong: boolean
  registration: UseFormRegisterReturn
}

/** One field of the order form, rendered from its description. */
export const OrderFieldControl = ({ field, isWrong, registration }: OrderFieldControlProps) => {
  const { t } = useTranslation()
  const label = t(`ordering.${field.name}.label`)
  const error = isWrong ? t(`ordering.${field.name}.problem`, limitsIn(field)) : undefined
  switch (field.kind) {
    case 'text':
      return (
        <Field id={field.name} label={label} help={t(`ordering.${field.name}.help`, limitsIn(field))} error={error}>
          <Input autoComplete="off" {...registration} />
        </Field>
      )
    case 'number':
      return (
        <Field id={field.name} label={label} help={t(`ordering.${field.name}.help`, limitsIn(field))} error={error}>
          <Input inputMode="numeric" autoComplete="off" {...registration} />
        </Field>
      )
    case 'choice':
      return (
        <Field id={field.name} label={label} error={error}>
          <Select {...registration}>
            {field.options.map((option) => (
              <option key={option} value={option}>
                {field.name === 'difficulty' ? t(`ordering.difficulty.${option as 'beginner'}`) : t(`ordering.language.${option as 'en'}`)}
              </option>
            ))}
          </Select>
        </Field>
      )
    case 'text-area':
      return (
        <Field id={field.name} label={label} help={t(`ordering.${field.name}.help`, limitsIn(field))} error={error}>
          <Textarea rows={7} {...registration} />
        </Field>
      )
  }
}
