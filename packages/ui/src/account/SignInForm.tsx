'use client'
import type { Account, SignIn } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { GithubButton, type GithubEntry } from './GithubButton.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { useContractForm } from './use-contract-form.ts'
import { wordLinkClass } from './word-link.ts'

export interface SignInFormProps {
  signIn: Action<SignIn, Account>
  /** Undefined where the server does not offer it. */
  github: GithubEntry | undefined
  forgotHref: string
  linkComponent: ShellLink
  onSignedIn: (account: Account) => void
}

/** E-mail and password, or GitHub. The input is kept when the server refuses it. */
export const SignInForm = ({ signIn, github, forgotHref, linkComponent: Link, onSignedIn }: SignInFormProps) => {
  const { t } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<SignIn>({
    defaults: { email: '', password: '' },
    resolver: 'signIn',
    problems: { email: t('problem.email'), password: t('problem.password') },
    action: signIn,
  })
  return (
    <>
      <form {...formProps((values) => signIn.run(values, onSignedIn))} className="flex flex-col gap-4">
        <FormSummary {...summary} />
        <Field id="email" label={t('field.email')} error={problemOf('email')}>
          <Input type="email" autoComplete="username" {...form.register('email')} />
        </Field>
        <div>
          <Field id="password" label={t('field.password')} error={problemOf('password')}>
            <PasswordInput autoComplete="current-password" {...form.register('password')} />
          </Field>
          <p className="mt-2 text-13">
            <Link href={forgotHref} className={wordLinkClass}>
              {t('signIn.forgot')}
            </Link>
          </p>
        </div>
        <Button type="submit" size="large" isPending={signIn.isPending}>
          {t('signIn.signIn')}
        </Button>
      </form>
      {github && <GithubButton {...github} />}
    </>
  )
}
