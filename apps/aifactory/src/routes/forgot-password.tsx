import { AccountArea, nextPathOf } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ForgotPasswordPage } from '../features/account/ForgotPasswordPage.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const Page = () => {
  const { t } = useTranslation()
  const { next } = Route.useSearch()
  usePageTitle(t('auth.forgotTitle'))
  return (
    <AccountArea>
      <ForgotPasswordPage next={next} />
    </AccountArea>
  )
}

export const Route = createFileRoute('/forgot-password')({
  component: Page,
  validateSearch: (search: { next?: unknown }): { next?: string | undefined } => ({ next: nextPathOf(search.next) }),
})
