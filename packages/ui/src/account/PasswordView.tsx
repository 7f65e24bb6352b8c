'use client'
import type { ChangePassword, ForgotPassword, SignInMethods, User } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action, Loaded } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { LoadedView } from './LoadedView.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { SettingsSection } from './SettingsSection.tsx'
import { useContractForm } from './use-contract-form.ts'

export interface PasswordViewProps {
  user: User
  methods: Loaded<SignInMethods>
  change: Action<ChangePassword>
  /** For an account without a password: mails a link that sets the first one. */
  sendLink: Action<ForgotPassword>
}

const ChangeForm = ({ user, change }: Pick<PasswordViewProps, 'user' | 'change'>) => {
  const { t } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<ChangePassword>({
    defaults: { currentPassword: '', newPassword: '' },
    resolver: 'changePassword',
    problems: { currentPassword: t('problem.password'), newPassword: t('problem.newPassword') },
    action: change,
    fieldOf: { 'auth.wrong_password': 'currentPassword', 'auth.password_common': 'newPassword' },
  })
  const onDone = () => {
    form.reset()
    toast.success(t('password.changed'))
  }
  return (
    <form {...formProps((values) => change.run(values, onDone))} className="flex flex-col gap-5">
      <FormSummary {...summary} />
      {/* Tells password managers which account the password belongs to. */}
      <input type="email" autoComplete="username" value={user.email} readOnly hidden />
      <Field id="currentPassword" label={t('field.currentPassword')} error={problemOf('currentPassword')}>
        <PasswordInput autoComplete="current-password" {...form.register('currentPassword')} />
      </Field>
      <Field id="newPassword" label={t('field.newPassword')} help={t('field.passwordHelp')} error={problemOf('newPassword')}>
        <PasswordInput autoComplete="new-password" {...form.register('newPassword')} />
      </Field>
      <Button type="submit" className="self-start" isPending={change.isPending}>
        {t('password.change')}
      </Button>
    </form>
  )
}

const FirstPassword = ({ user, sendLink }: Pick<PasswordViewProps, 'user' | 'sendLink'>) => {
  const { t } = useTranslation('account')
  return (
    <>
      <p className="text-14">{t('password.noneText')}</p>
      <Button
        className="mt-4"
        isPending={sendLink.isPending}
        onClick={() => sendLink.run({ email: user.email }, () => toast.success(t('password.sent', { email: user.email })))}
      >
        {t('password.sendLink')}
      </Button>
      {sendLink.refusal && (
        <p role="alert" className="mt-3 text-14 text-danger-text">
          {sendLink.refusal.message}
        </p>
      )}
    </>
  )
}

/** Changes the password; an account without one gets a link by mail. */
export const PasswordView = ({ user, methods, change, sendLink }: PasswordViewProps) => {
  const { t } = useTranslation('account')
  return (
    <SettingsSection title={t('settings.password')} text={t('password.text')}>
      <LoadedView state={methods}>
        {({ hasPassword }) => (hasPassword ? <ChangeForm user={user} change={change} /> : <FirstPassword user={user} sendLink={sendLink} />)}
      </LoadedView>
    </SettingsSection>
  )
}
