'use client'
import type { Account } from '@pantheon/contract'
import { Button, LanguageSwitch, ThemeToggle, Wordmark } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { aifactoryUrl } from '../shell/neighbours.ts'
import { deskPermission, useSignOut } from './use-session.ts'

/** For people who are signed in but do not run the platform: which permission it takes, whom to ask, where to go instead. */
export const NotAllowed = ({ account }: { account: Account }) => {
  const { t } = useTranslation()
  const signOut = useSignOut()
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-4 py-3 md:px-6">
        <Wordmark app="pantheon" />
        <span className="flex items-center gap-1.5">
          <LanguageSwitch />
          <ThemeToggle />
        </span>
      </header>
      <main className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center px-4 pb-24">
        <h1 className="text-32 font-semibold">{t('notAllowed.title')}</h1>
        <p className="mt-4 text-16 text-ink-muted">
          {t('notAllowed.text', { name: account.user.name, email: account.user.email, permission: deskPermission })}
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button asChild size="large">
            <a href={aifactoryUrl}>{t('notAllowed.shop')}</a>
          </Button>
          <Button variant="secondary" size="large" isPending={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('notAllowed.signOut')}
          </Button>
        </div>
      </main>
    </div>
  )
}
