'use client'
import type { Account, LinkGithub } from '@pantheon/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Button } from '../primitives/Button.tsx'
import { Field } from '../primitives/Field.tsx'
import { AccountCard } from './AccountCard.tsx'
import type { Action, Refusal } from './action.ts'
import { FormSummary } from './FormSummary.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { useContractForm } from './use-contract-form.ts'
import { Working } from './Working.tsx'
import { wordLinkClass } from './word-link.ts'

export type GithubReturn =
  | { kind: 'working' }
  | { kind: 'done' }
  | { kind: 'cancelled' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'proof'; email: string; linkToken: string }

export interface GithubReturnViewProps {
  mark: ReactNode
  state: GithubReturn
  link: Action<LinkGithub, Account>
  onLinked: (account: Account) => void
  signInHref: string
  linkComponent: ShellLink
}

const ProofForm = ({ linkToken, link, onLinked }: Pick<GithubReturnViewProps, 'link' | 'onLinked'> & { linkToken: string }) => {
  const { t } = useTranslation('account')
  const { form, problemOf, summary, formProps } = useContractForm<Pick<LinkGithub, 'password'>>({
    defaults: { password: '' },
    resolver: 'linkGithub',
    problems: { password: t('problem.password') },
    action: link,
  })
  return (
    <form {...formProps(({ password }) => link.run({ linkToken, password }, onLinked))} className="flex flex-col gap-4">
      <FormSummary {...summary} />
      <Field id="password" label={t('field.password')} error={problemOf('password')}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" size="large" isPending={link.isPending}>
        {t('github.link')}
      </Button>
    </form>
  )
}

/** The page GitHub redirects to: success, a password prompt, or an error message. */
export const GithubReturnView = ({ mark, state, link, onLinked, signInHref, linkComponent: Link }: GithubReturnViewProps) => {
  const { t } = useTranslation('account')
  if (state.kind === 'working' || state.kind === 'done') {
    return <Working mark={mark} title="GitHub" text={t(state.kind === 'done' ? 'github.done' : 'github.working')} />
  }
  if (state.kind === 'proof' && link.refusal?.code !== 'auth.link_invalid') {
    const back = (
      <Link href={signInHref} className={wordLinkClass}>
        {t('signIn.toSignIn')}
      </Link>
    )
    return (
      <AccountCard mark={mark} title={t('github.proofTitle')} text={t('github.proofText', { email: state.email })} below={back}>
        <ProofForm linkToken={state.linkToken} link={link} onLinked={onLinked} />
      </AccountCard>
    )
  }
  const why = state.kind === 'refused' && state.refusal.code !== 'github.state_mismatch' ? 'refused' : state.kind === 'cancelled' ? 'cancelled' : 'mismatch'
  const text = why === 'refused' && state.kind === 'refused' ? state.refusal.message : t(why === 'cancelled' ? 'github.cancelledText' : 'github.mismatchText')
  return (
    <AccountCard
      mark={mark}
      title={t(`github.${why}Title`)}
      text={<span role="alert">{text}</span>}
      action={
        <Button asChild size="large" className="w-full">
          <Link href={signInHref}>{t('github.startAgain')}</Link>
        </Button>
      }
    />
  )
}
