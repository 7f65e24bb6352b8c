'use client'
import { useGithubEntry, useSignIn } from '@pantheon/client'
import { AccountArea, SignInForm as SharedForm } from '@pantheon/ui'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { aifactoryUrl } from '../shell/neighbours.ts'
import { SiteLink } from '../shell/SiteLink.tsx'
import { ownPath, sitePath } from './own-path.ts'
import { useLocale } from './use-locale.ts'

/** E-mail and password, or GitHub; then on to where the reader wanted to go. A forgotten password is the shop's to renew. */
export const SignInForm = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const router = useRouter()
  const next = ownPath(useSearchParams().get('next'))
  const signIn = useSignIn(locale)
  const github = useGithubEntry(sitePath(next), locale)
  return (
    <AccountArea>
      <SharedForm
        signIn={signIn}
        github={github}
        forgotHref={`${aifactoryUrl}forgot-password?next=${encodeURIComponent(sitePath(next))}`}
        linkComponent={SiteLink}
        onSignedIn={() => router.replace(next)}
      />
      <p className="mt-5 text-13 text-ink-faint">{t('signIn.demo')}</p>
    </AccountArea>
  )
}
