import { AccountArea, nextPathOf } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignUpView } from '../features/account/SignUpView.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const Page = () => {
  const { t } = useTranslation()
  const { next } = Route.useSearch()
  usePageTitle(t('nav.signUp'))
  return (
    <AccountArea>
      <SignUpView next={next} />
    </AccountArea>
  )
}

export const Route = createFileRoute('/sign-up')({
  component: Page,
  validateSearch: (search: { next?: unknown }): { next?: string | undefined } => ({ next: nextPathOf(search.next) }),
})
