'use client'
import { useGithubEntry, useSignIn } from '@pantheon/client/react'
import { AccountArea, pathWithNext, SignInForm as SharedForm, ToSignUp } from '@pantheon/ui'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { AppLink } from '../shell/AppLink.tsx'
import { signInHrefs } from './sign-in-hrefs.ts'
import { sitePath } from './site-path.ts'
import { useLocale } from './use-locale.ts'
import { useNext } from './use-next.ts'

/** Sign-in with e-mail and password, or GitHub; then continues to the requested page. */
export const SignInForm = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const router = useRouter()
  const next = useNext()
  const signIn = useSignIn(locale)
  const github = useGithubEntry(sitePath(next ?? '/'), locale)
  return (
    <AccountArea>
      <SharedForm
        signIn={signIn}
        github={github}
        forgotHref={pathWithNext(signInHrefs.forgotPassword, next)}
        linkComponent={AppLink}
        onSignedIn={() => router.replace(next ?? '/')}
      />
      <p className="mt-5 text-14 text-ink-muted">
        <ToSignUp href={pathWithNext(signInHrefs.signUp, next)} linkComponent={AppLink} />
      </p>
      <p className="mt-5 text-13 text-ink-faint">{t('signIn.demo')}</p>
    </AccountArea>
  )
}
