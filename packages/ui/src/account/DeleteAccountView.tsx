'use client'
import type { DeleteAccount, SignInMethods, User } from '@pantheon/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { Dialog } from '../primitives/Dialog.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action, Loaded } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { LoadedView } from './LoadedView.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { SettingsSection } from './SettingsSection.tsx'
import { useContractForm } from './use-contract-form.ts'

export interface DeleteAccountViewProps {
  user: User
  methods: Loaded<SignInMethods>
  deletion: Action<DeleteAccount>
}

const namesIn = (deletion: Action<DeleteAccount>): string[] => {
  const { refusal } = deletion
  const names = refusal?.code === 'auth.last_owner' ? refusal.details.organizations : undefined
  return Array.isArray(names) ? names.map(String) : []
}

const ConfirmationForm = ({
  user,
  deletion,
  hasPassword,
  onCancel,
}: Omit<DeleteAccountViewProps, 'methods'> & { hasPassword: boolean; onCancel: () => void }) => {
  const { t } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<DeleteAccount>({
    defaults: { confirmation: '' },
    resolver: 'deleteAccount',
    problems: { confirmation: t(hasPassword ? 'problem.confirmationPassword' : 'problem.confirmationEmail') },
    action: deletion,
    fieldOf: { 'auth.confirmation_wrong': 'confirmation' },
  })
  const names = namesIn(deletion)
  return (
    <form {...formProps((values) => deletion.run(values))} className="flex flex-col gap-4">
      <FormSummary {...summary} refusal={summary.refusal && names.length > 0 ? { ...summary.refusal, message: t('delete.lastOwner') } : summary.refusal} />
      {names.length > 0 && (
        <ul className="-mt-2 list-disc space-y-1 pl-9 text-14 font-medium">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <Field id="confirmation" label={hasPassword ? t('delete.withPassword') : t('delete.withEmail', { email: user.email })} error={problemOf('confirmation')}>
        {hasPassword ? (
          <PasswordInput autoComplete="current-password" {...form.register('confirmation')} />
        ) : (
          <Input type="email" autoComplete="off" {...form.register('confirmation')} />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onCancel}>
          {t('keys.cancel')}
        </Button>
        <Button type="submit" variant="danger" isPending={deletion.isPending}>
          {t('delete.confirm')}
        </Button>
      </div>
    </form>
  )
}

/** Deletes the account. Lists what is deleted and what is kept; requires the password. */
export const DeleteAccountView = ({ user, methods, deletion }: DeleteAccountViewProps) => {
  const { t } = useTranslation('account')
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    deletion.reset()
    setOpen(false)
  }
  return (
    <SettingsSection isDanger title={t('settings.delete')} text={t('delete.text')}>
      <LoadedView state={methods} rows={1}>
        {({ hasPassword }) => (
          <>
            <p className="mb-4 text-14">{t('delete.dialogText')}</p>
            <Button variant="danger" onClick={() => setOpen(true)}>
              {t('delete.start')}
            </Button>
            <Dialog isOpen={isOpen} onOpenChange={(open) => !open && close()} title={t('delete.title')} description={t('delete.dialogText')}>
              <ConfirmationForm user={user} deletion={deletion} hasPassword={hasPassword} onCancel={close} />
            </Dialog>
          </>
        )}
      </LoadedView>
    </SettingsSection>
  )
}
