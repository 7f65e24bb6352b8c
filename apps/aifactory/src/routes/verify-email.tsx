import { useVerifyEmail } from '@pantheon/client/react'
import { AccountArea, AIFactoryMark, VerifyEmailView } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { arrived } from '../features/account/arrived.ts'
import { PathLink } from '../features/account/PathLink.tsx'
import { useLocale } from '../features/account/use-locale.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const VerifyEmailPage = () => {
  const { t } = useTranslation()
  const { token } = Route.useLoaderData()
  const state = useVerifyEmail(token, useLocale())
  usePageTitle(t('auth.verifyTitle'))
  return (
    <AccountArea>
      <VerifyEmailView mark={<AIFactoryMark />} state={state} homeHref="/" settingsHref="/settings" linkComponent={PathLink} />
    </AccountArea>
  )
}

export const Route = createFileRoute('/verify-email')({ component: VerifyEmailPage, loader: () => ({ token: arrived('token') ?? '' }) })
