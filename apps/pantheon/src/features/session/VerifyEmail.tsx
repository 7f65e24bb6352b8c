'use client'
import { useVerifyEmail } from '@pantheon/client/react'
import { PantheonMark, VerifyEmailView } from '@pantheon/ui'
import { useSearchParams } from 'next/navigation'
import { settingsHrefs } from '../settings/settings-hrefs.ts'
import { AppLink } from '../shell/AppLink.tsx'
import { useLocale } from './use-locale.ts'

export const VerifyEmail = () => (
  <VerifyEmailView
    mark={<PantheonMark />}
    state={useVerifyEmail(useSearchParams().get('token') ?? '', useLocale())}
    homeHref="/"
    settingsHref={settingsHrefs.profile}
    linkComponent={AppLink}
  />
)
