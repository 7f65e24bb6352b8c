'use client'
import { useForgotPassword } from '@pantheon/client/react'
import { ForgotPasswordView, PantheonMark, pathWithNext } from '@pantheon/ui'
import { AppLink } from '../shell/AppLink.tsx'
import { signInHrefs } from './sign-in-hrefs.ts'
import { useLocale } from './use-locale.ts'
import { useNext } from './use-next.ts'

export const ForgotPassword = () => (
  <ForgotPasswordView
    mark={<PantheonMark />}
    forgot={useForgotPassword(useLocale())}
    signInHref={pathWithNext(signInHrefs.signIn, useNext())}
    linkComponent={AppLink}
  />
)
