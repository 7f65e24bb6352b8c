import { useInvitationOffer } from '@pantheon/client/react'
import { Button, InvitationOfferView, Skeleton } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../account/use-locale.ts'
import { usePageTitle } from '../shell/use-page-title.ts'
import { home } from './page-hrefs.ts'

/** The target of an invitation link; signing in or up returns to it. */
export const InvitationPage = ({ token }: { token: string | undefined }) => {
  const { t } = useTranslation()
  usePageTitle(t('nav.organization'))
  const invitation = useInvitationOffer(useLocale(), token, home)
  const next = `/invitation?token=${encodeURIComponent(token ?? '')}`
  return (
    <div className="mx-auto max-w-lg py-4 md:py-12">
      <Suspense fallback={<Skeleton shape="card" className="h-80" />}>
        <InvitationOfferView
          {...invitation}
          signInLink={(label) => (
            <Button asChild>
              <Link to="/sign-in" search={{ next }}>
                {label}
              </Link>
            </Button>
          )}
          signUpLink={(label) => (
            <Button asChild>
              <Link to="/sign-up" search={{ next }}>
                {label}
              </Link>
            </Button>
          )}
          homeLink={(label) => (
            <Button asChild variant="secondary">
              <Link to="/">{label}</Link>
            </Button>
          )}
        />
      </Suspense>
    </div>
  )
}
