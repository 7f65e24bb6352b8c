import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DoorCard } from '../features/account/DoorCard.tsx'
import { nextPathOf } from '../features/account/next-path.ts'
import { SignInForm } from '../features/account/SignInForm.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const SignInPage = () => {
  const { t } = useTranslation()
  const { next } = Route.useSearch()
  const router = useRouter()
  usePageTitle(t('nav.signIn'))
  return (
    <DoorCard
      title={t('auth.signInTitle')}
      text={t('auth.signInText')}
      below={
        <>
          {t('auth.noAccount')}{' '}
          <Link to="/sign-up" search={{ next }} className="font-medium text-accent-text underline underline-offset-4">
            {t('auth.signUp')}
          </Link>
        </>
      }
    >
      <SignInForm onDone={() => router.history.replace(next ?? '/')} />
    </DoorCard>
  )
}

export const Route = createFileRoute('/sign-in')({
  component: SignInPage,
  validateSearch: (search: { next?: unknown }): { next?: string | undefined } => ({ next: nextPathOf(search.next) }),
})
