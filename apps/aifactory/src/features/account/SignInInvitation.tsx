import { Button, EmptyState } from '@pantheon/ui'
import { Link, useRouterState } from '@tanstack/react-router'
import { LockKeyhole } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Shown on a page that requires an account: why to sign in, and a link that returns here. */
export const SignInInvitation = () => {
  const { t } = useTranslation()
  const next = useRouterState({ select: (state) => state.location.href })
  return (
    <EmptyState
      isPage
      icon={<LockKeyhole />}
      title={t('state.signInTitle')}
      actions={
        <>
          <Button asChild>
            <Link to="/sign-in" search={{ next }}>
              {t('nav.signIn')}
            </Link>
          </Button>
          <Button asChild variant="secondary">
            <Link to="/sign-up" search={{ next }}>
              {t('nav.signUp')}
            </Link>
          </Button>
        </>
      }
    >
      {t('state.signInText')}
    </EmptyState>
  )
}
