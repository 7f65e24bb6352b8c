'use client'
import type { ResetPassword } from '@pantheon/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Button } from '../primitives/Button.tsx'
import { Field } from '../primitives/Field.tsx'
import { AccountCard } from './AccountCard.tsx'
import type { Action } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { useContractForm } from './use-contract-form.ts'

export interface ResetPasswordViewProps {
  mark: ReactNode
  /** The token of the link; undefined when the link is incomplete. */
  token: string | undefined
  reset: Action<ResetPassword>
  signInHref: string
  forgotHref: string
  linkComponent: ShellLink
}

type Fields = Pick<ResetPassword, 'newPassword'>

/** Sets a new password with the token of a mailed link. */
export const ResetPasswordView = ({ mark, token, reset, signInHref, forgotHref, linkComponent: Link }: ResetPasswordViewProps) => {
  const { t } = useTranslation('account')
  const [isDone, setDone] = useState(false)
  const { form, problemOf, summary, formProps } = useContractForm<Fields>({
    defaults: { newPassword: '' },
    resolver: 'resetPassword',
    problems: { newPassword: t('problem.newPassword') },
    action: reset,
    fieldOf: { 'auth.password_common': 'newPassword' },
  })
  const isOver = token === undefined || reset.refusal?.code === 'auth.link_invalid'
  if (isDone || isOver) {
    return (
      <AccountCard
        mark={mark}
        title={t(isDone ? 'reset.doneTitle' : 'reset.overTitle')}
        text={<span role={isDone ? 'status' : 'alert'}>{t(isDone ? 'reset.doneText' : 'reset.overText')}</span>}
        action={
          <Button asChild size="large" className="w-full">
            <Link href={isDone ? signInHref : forgotHref}>{t(isDone ? 'signIn.signIn' : 'reset.newLink')}</Link>
          </Button>
        }
      />
    )
  }
  return (
    <AccountCard mark={mark} title={t('reset.title')} text={t('reset.text')}>
      <form {...formProps((values) => reset.run({ token, ...values }, () => setDone(true)))} className="flex flex-col gap-4">
        <FormSummary {...summary} />
        <Field id="newPassword" label={t('field.newPassword')} help={t('field.passwordHelp')} error={problemOf('newPassword')}>
          <PasswordInput autoComplete="new-password" {...form.register('newPassword')} />
        </Field>
        <Button type="submit" size="large" isPending={reset.isPending}>
          {t('reset.save')}
        </Button>
      </form>
    </AccountCard>
  )
}
