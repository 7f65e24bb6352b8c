'use client'
import { useForgotPassword } from '@pantheon/client/react'
import { doorPath, ForgotPasswordView, PantheonMark } from '@pantheon/ui'
import { AppLink } from '../shell/AppLink.tsx'
import { doorHrefs } from './door-hrefs.ts'
import { useLocale } from './use-locale.ts'
import { useNext } from './use-next.ts'

export const ForgotPassword = () => (
  <ForgotPasswordView
    mark={<PantheonMark />}
    forgot={useForgotPassword(useLocale())}
    signInHref={doorPath(doorHrefs.signIn, useNext())}
    linkComponent={AppLink}
  />
)
