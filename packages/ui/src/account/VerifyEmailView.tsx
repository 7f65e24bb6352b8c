'use client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Button } from '../primitives/Button.tsx'
import { AccountCard } from './AccountCard.tsx'
import type { Refusal } from './action.ts'
import { Working } from './Working.tsx'

export interface VerifyEmailViewProps {
  mark: ReactNode
  state: { kind: 'working' } | { kind: 'done' } | { kind: 'refused'; refusal: Refusal; retry: () => void }
  homeHref: string
  settingsHref: string
  linkComponent: ShellLink
}

/** The outcome of a link that verifies an e-mail address. */
export const VerifyEmailView = ({ mark, state, homeHref, settingsHref, linkComponent: Link }: VerifyEmailViewProps) => {
  const { t } = useTranslation('account')
  if (state.kind === 'working') return <Working mark={mark} title={t('field.email')} text={t('verify.working')} />
  if (state.kind === 'done') {
    return (
      <AccountCard
        mark={mark}
        title={t('verify.doneTitle')}
        text={<span role="status">{t('verify.doneText')}</span>}
        action={
          <Button asChild size="large" className="w-full">
            <Link href={homeHref}>{t('verify.go')}</Link>
          </Button>
        }
      />
    )
  }
  const isOver = state.refusal.code === 'auth.link_invalid' || state.refusal.code === 'input.invalid'
  return (
    <AccountCard
      mark={mark}
      title={t(isOver ? 'verify.overTitle' : 'verify.failedTitle')}
      text={<span role="alert">{isOver ? t('verify.overText') : state.refusal.message}</span>}
      action={
        isOver ? (
          <Button asChild size="large" className="w-full">
            <Link href={settingsHref}>{t('verify.toSettings')}</Link>
          </Button>
        ) : (
          <Button size="large" className="w-full" onClick={state.retry}>
            {t('verify.again')}
          </Button>
        )
      }
    />
  )
}
