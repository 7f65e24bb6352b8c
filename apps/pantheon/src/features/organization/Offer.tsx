'use client'
import { useInvitationOffer } from '@pantheon/client/react'
import { Button, InvitationOfferView, pathWithNext } from '@pantheon/ui'
import Link from 'next/link'
import { signInHrefs } from '../session/sign-in-hrefs.ts'
import { useLocale } from '../session/use-locale.ts'
import { home } from './page-hrefs.ts'

/** An invitation offer; signing in or up returns to it. */
export const Offer = ({ token }: { token: string | undefined }) => {
  const invitation = useInvitationOffer(useLocale(), token, home)
  const here = `/invitation/?token=${encodeURIComponent(token ?? '')}`
  return (
    <InvitationOfferView
      {...invitation}
      signInLink={(label) => (
        <Button asChild>
          <Link href={pathWithNext(signInHrefs.signIn, here)}>{label}</Link>
        </Button>
      )}
      signUpLink={(label) => (
        <Button asChild>
          <Link href={pathWithNext(signInHrefs.signUp, here)}>{label}</Link>
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
