'use client'
import type { ForgotPassword } from '@pantheon/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import { AccountCard } from './AccountCard.tsx'
import type { Action } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { useContractForm } from './use-contract-form.ts'
import { wordLinkClass } from './word-link.ts'

export interface ForgotPasswordViewProps {
  mark: ReactNode
  forgot: Action<ForgotPassword>
  signInHref: string
  linkComponent: ShellLink
}

const ForgotForm = ({ forgot, email, onSent }: { forgot: Action<ForgotPassword>; email: string; onSent: (email: string) => void }) => {
  const { t } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<ForgotPassword>({
    defaults: { email },
    resolver: 'forgotPassword',
    problems: { email: t('problem.email') },
    action: forgot,
  })
  return (
    <form {...formProps((values) => forgot.run(values, () => onSent(values.email)))} className="flex flex-col gap-4">
      <FormSummary {...summary} />
      <Field id="email" label={t('field.email')} error={problemOf('email')}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Button type="submit" size="large" isPending={forgot.isPending}>
        {t('forgot.send')}
      </Button>
    </form>
  )
}

/** Requests a reset link by mail. The response is the same whether or not the account exists. */
export const ForgotPasswordView = ({ mark, forgot, signInHref, linkComponent: Link }: ForgotPasswordViewProps) => {
  const { t } = useTranslation('account')
  const [sentTo, setSentTo] = useState<string>()
  const [typed, setTyped] = useState('')
  const back = (
    <Link href={signInHref} className={wordLinkClass}>
      {t('signIn.toSignIn')}
    </Link>
  )
  return sentTo === undefined ? (
    <AccountCard mark={mark} title={t('forgot.title')} text={t('forgot.text')} below={back}>
      <ForgotForm
        forgot={forgot}
        email={typed}
        onSent={(email) => {
          setTyped(email)
          setSentTo(email)
        }}
      />
    </AccountCard>
  ) : (
    <AccountCard mark={mark} title={t('forgot.sentTitle')} text={<span role="status">{t('forgot.sentText', { email: sentTo })}</span>} below={back}>
      <p className="text-14 text-ink-muted">{t('forgot.sentHelp')}</p>
      <Button variant="secondary" className="mt-4 w-full" onClick={() => setSentTo(undefined)}>
        {t('forgot.again')}
      </Button>
    </AccountCard>
  )
}
