'use client'
import type { CreateApiKey, CreatedApiKey, Permission } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { Input, Select } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { PermissionChecklist } from './PermissionChecklist.tsx'
import { useContractForm } from './use-contract-form.ts'

const forever = 'never'
const lives = [7, 30, 90, 365] as const

export interface CreateKeyFormProps {
  offered: readonly Permission[]
  create: Action<CreateApiKey, CreatedApiKey>
  onCreated: (key: CreatedApiKey) => void
  /** The id of the form. Its submit button is outside, so that a long list does not push it off the screen. */
  id: string
}

/** Name, permissions and expiry of a new key. */
export const CreateKeyForm = ({ offered, create, onCreated, id }: CreateKeyFormProps) => {
  const { t } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<CreateApiKey>({
    defaults: { name: '', permissions: [], expiresInDays: 90 },
    resolver: 'createApiKey',
    problems: { name: t('problem.keyName'), permissions: t('problem.keyPermissions') },
    action: create,
    fieldOf: { 'api_key.permission_not_held': 'permissions' },
  })
  const isForever = form.watch('expiresInDays') === null
  return (
    <form id={id} {...formProps((values) => create.run(values, onCreated))} className="flex flex-col gap-5">
      <FormSummary {...summary} />
      <Field id="name" label={t('keys.name')} help={t('keys.nameHelp')} error={problemOf('name')}>
        <Input autoComplete="off" {...form.register('name')} />
      </Field>
      <Field id="expiresInDays" label={t('keys.expiry')} help={isForever ? t('keys.expiryWarning') : undefined}>
        <Select {...form.register('expiresInDays', { setValueAs: (value: unknown) => (value === forever || value === null ? null : Number(value)) })}>
          {lives.map((days) => (
            <option key={days} value={days}>
              {days === 365 ? t('keys.expiryYear') : t('keys.expiryDays', { count: days })}
            </option>
          ))}
          <option value={forever}>{t('keys.expiryForever')}</option>
        </Select>
      </Field>
      <PermissionChecklist
        id="permissions"
        offered={offered}
        registered={form.register('permissions')}
        error={problemOf('permissions')}
        onChoose={(permissions) => form.setValue('permissions', permissions, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}
      />
    </form>
  )
}
