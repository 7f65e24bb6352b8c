'use client'
import { useGithubEntry, useSignUp } from '@pantheon/client/react'
import { AccountArea, pathWithNext, SignUpForm as SharedForm, ToSignIn } from '@pantheon/ui'
import { useRouter } from 'next/navigation'
import { AppLink } from '../shell/AppLink.tsx'
import { signInHrefs } from './sign-in-hrefs.ts'
import { sitePath } from './site-path.ts'
import { useLocale } from './use-locale.ts'
import { useNext } from './use-next.ts'

/** Creates an account and signs in to it; then continues to the requested page, or to the overview. */
export const SignUpForm = () => {
  const locale = useLocale()
  const router = useRouter()
  const next = useNext()
  const signUp = useSignUp(locale)
  const github = useGithubEntry(sitePath(next ?? '/'), locale)
  return (
    <AccountArea>
      <SharedForm signUp={signUp} github={github} onSignedIn={() => router.replace(next ?? '/')} />
      <p className="mt-5 text-14 text-ink-muted">
        <ToSignIn href={pathWithNext(signInHrefs.signIn, next)} linkComponent={AppLink} />
      </p>
    </AccountArea>
  )
}
