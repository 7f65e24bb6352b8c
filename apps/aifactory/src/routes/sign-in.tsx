import { AccountArea, nextPathOf } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignInView } from '../features/account/SignInView.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const Page = () => {
  const { t } = useTranslation()
  const { next } = Route.useSearch()
  usePageTitle(t('nav.signIn'))
  return (
    <AccountArea>
      <SignInView next={next} />
    </AccountArea>
  )
}

export const Route = createFileRoute('/sign-in')({
  component: Page,
  validateSearch: (search: { next?: unknown }): { next?: string | undefined } => ({ next: nextPathOf(search.next) }),
})
