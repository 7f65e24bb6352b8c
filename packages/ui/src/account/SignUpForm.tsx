'use client'
import type { Account, SignUp } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { languageOf } from '../i18n/i18n.ts'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { GithubButton, type GithubEntry } from './GithubButton.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { useContractForm } from './use-contract-form.ts'

type Fields = Omit<SignUp, 'locale'>

export interface SignUpFormProps {
  signUp: Action<SignUp, Account>
  github: GithubEntry | undefined
  /** A known e-mail address, e.g. from an invitation. */
  email?: string | undefined
  onSignedIn: (account: Account) => void
  /** The button's label where signing up does more. */
  verb?: string | undefined
}

/** Name, e-mail and password. The account gets the language of the page. */
export const SignUpForm = ({ signUp, github, email = '', onSignedIn, verb }: SignUpFormProps) => {
  const { t, i18n } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<Fields>({
    defaults: { name: '', email, password: '' },
    resolver: 'signUp',
    problems: { name: t('problem.name'), email: t('problem.email'), password: t('problem.newPassword') },
    action: signUp,
    fieldOf: { 'auth.email_taken': 'email', 'auth.password_common': 'password' },
  })
  return (
    <>
      <form {...formProps((values) => signUp.run({ ...values, locale: languageOf(i18n.language) }, onSignedIn))} className="flex flex-col gap-4">
        <FormSummary {...summary} />
        <Field id="name" label={t('field.name')} error={problemOf('name')}>
          <Input autoComplete="name" {...form.register('name')} />
        </Field>
        <Field id="email" label={t('field.email')} error={problemOf('email')}>
          <Input type="email" autoComplete="username" {...form.register('email')} />
        </Field>
        <Field id="password" label={t('field.password')} help={t('field.passwordHelp')} error={problemOf('password')}>
          <PasswordInput autoComplete="new-password" {...form.register('password')} />
        </Field>
        <Button type="submit" size="large" isPending={signUp.isPending}>
          {verb ?? t('signIn.signUp')}
        </Button>
      </form>
      {github && <GithubButton {...github} />}
    </>
  )
}
