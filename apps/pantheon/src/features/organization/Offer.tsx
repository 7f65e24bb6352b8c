'use client'
import { useInvitationOffer } from '@pantheon/client'
import { Button, InvitationOfferView } from '@pantheon/ui'
import Link from 'next/link'
import { useLocale } from '../session/use-locale.ts'
import { aifactoryUrl } from '../shell/neighbours.ts'
import { home } from './page-hrefs.ts'

/** What the link invites to; signing in leads back to it. */
export const Offer = ({ token }: { token: string | undefined }) => {
  const invitation = useInvitationOffer(useLocale(), token, home)
  const here = `/invitation/?token=${encodeURIComponent(token ?? '')}`
  // Accounts are made in the shop, which has the same page for the same link.
  const signUp = `${aifactoryUrl}sign-up?next=${encodeURIComponent(here.replace('/?', '?'))}`
  return (
    <InvitationOfferView
      {...invitation}
      signInLink={(label) => (
        <Button asChild>
          <Link href={`/sign-in/?next=${encodeURIComponent(here)}`}>{label}</Link>
        </Button>
      )}
      signUpLink={(label) => (
        <Button asChild>
          <a href={signUp}>{label}</a>
        </Button>
      )}
      homeLink={(label) => (
        <Button asChild variant="secondary">
          <Link href="/">{label}</Link>
        </Button>
      )}
    />
  )
}
