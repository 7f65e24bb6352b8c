'use client'
import { type ReactNode, useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { ErrorSummary, Field } from '../primitives/Field.tsx'

interface NameFormProps {
  id: string
  label: string
  verb: string
  /** The current name; empty for something new. */
  name?: string
  maxLength: number
  isPending: boolean
  refusal: Refusal | undefined
  failures: number
  onSubmit: (name: string) => void
  onCancel?: () => void
  help?: ReactNode
  /** True in a dialog that was opened for this field. */
  takesFocus?: boolean
}

/** A form with a single name field. The input is kept after a refusal. */
export const NameForm = ({
  id,
  label,
  verb,
  name = '',
  maxLength,
  isPending,
  refusal,
  failures,
  onSubmit,
  onCancel,
  help,
  takesFocus = false,
}: NameFormProps) => {
  const { t } = useTranslation('organization')
  const form = useForm({ values: { name }, resetOptions: { keepDirtyValues: true }, shouldFocusError: false })
  const { setFocus } = form
  useEffect(() => {
    if (takesFocus) setFocus('name')
  }, [takesFocus, setFocus])
  const isWrong = form.formState.errors.name !== undefined
  const isTaken = refusal?.code.endsWith('.name_taken') ?? false
  const isRefused = refusal?.fields.includes('name') ?? false
  const problem = isTaken ? refusal?.message : isWrong || isRefused ? t('nameProblem', { max: maxLength }) : undefined
  return (
    <form noValidate onSubmit={form.handleSubmit((fields) => onSubmit(fields.name.trim()))} className="flex flex-col gap-4">
      <ErrorSummary
        problems={problem === undefined ? [] : [{ fieldId: id, message: problem }]}
        message={problem === undefined ? refusal?.message : undefined}
        attempt={form.formState.submitCount + failures}
      />
      <Field id={id} label={label} error={problem} help={help}>
        <Input autoComplete="off" {...form.register('name', { validate: (value) => value.trim() !== '' && value.trim().length <= maxLength })} />
      </Field>
      <div className="flex justify-end gap-2">
        {onCancel && (
          <Button variant="secondary" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
        <Button type="submit" isPending={isPending}>
          {verb}
        </Button>
      </div>
    </form>
  )
}
