import { useResetPassword } from '@pantheon/client/react'
import { AccountArea, AIFactoryMark, ResetPasswordView } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { arrived } from '../features/account/arrived.ts'
import { PathLink } from '../features/account/PathLink.tsx'
import { useLocale } from '../features/account/use-locale.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const ResetPasswordPage = () => {
  const { t } = useTranslation()
  const { token } = Route.useLoaderData()
  const reset = useResetPassword(useLocale())
  usePageTitle(t('auth.resetTitle'))
  return (
    <AccountArea>
      <ResetPasswordView mark={<AIFactoryMark />} token={token} reset={reset} signInHref="/sign-in" forgotHref="/forgot-password" linkComponent={PathLink} />
    </AccountArea>
  )
}

export const Route = createFileRoute('/reset-password')({ component: ResetPasswordPage, loader: () => ({ token: arrived('token') }) })
