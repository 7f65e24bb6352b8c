'use client'
import { useResetPassword } from '@pantheon/client/react'
import { PantheonMark, ResetPasswordView } from '@pantheon/ui'
import { useSearchParams } from 'next/navigation'
import { AppLink } from '../shell/AppLink.tsx'
import { signInHrefs } from './sign-in-hrefs.ts'
import { useLocale } from './use-locale.ts'

export const ResetPassword = () => (
  <ResetPasswordView
    mark={<PantheonMark />}
    token={useSearchParams().get('token') ?? undefined}
    reset={useResetPassword(useLocale())}
    signInHref={signInHrefs.signIn}
    forgotHref={signInHrefs.forgotPassword}
    linkComponent={AppLink}
  />
)
